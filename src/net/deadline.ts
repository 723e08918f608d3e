// One time limit for a whole exchange: name, connection, headers, body and every redirect. undici's own timeouts
// are per wait, so that one byte each few seconds would hold a connection for ever.
import { retry } from '../model/outcome.ts';
import { Stop } from './failure.ts';

export type Deadline = { signal: AbortSignal; clear(): void };

/** Aborts after `ms`, or when the caller's `signal` does. `clear` must be called, else the timer stays. */
export function startDeadline(ms: number, caller?: AbortSignal): Deadline {
  const controller = new AbortController();
  const give = () => controller.abort(new Stop(retry('aborted', 'the request was called off')));
  const timer = setTimeout(() => {
    controller.abort(new Stop(retry('timeout', `no whole answer came within ${ms / 1000} s`)));
  }, ms);
  caller?.addEventListener('abort', give, { once: true });
  if (caller?.aborted) give();
  return {
    signal: controller.signal,
    clear() {
      clearTimeout(timer);
      caller?.removeEventListener('abort', give);
    },
  };
}

/**
 * What `work` gives, or the signal's reason as soon as that fires. undici hears an abort only once it has a
 * connection; without this, a silent resolver or server would hold the caller beyond the deadline.
 */
export async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const give = () => aborted.reject(signal.reason);
  signal.addEventListener('abort', give, { once: true });
  if (signal.aborted) give();
  work.catch(() => {}); // when it loses the race, nobody else hears of its end
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', give);
  }
}
