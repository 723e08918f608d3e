// Keeps a lost connection from filling the log: BullMQ reports it for every object and every try.

/** `suppressed` counts the equal errors swallowed since the last one that was told. */
export type OnError = (queue: string, error: Error, suppressed: number) => void;

/** kinds of error remembered; messages may carry addresses and ids, so they could grow without end */
const KINDS = 100;

/**
 * A listener that passes on each kind of error at most once in `everyMs` for each queue.
 * @param elapsed milliseconds since some fixed moment
 */
export function quiet(onError: OnError, everyMs: number, elapsed: () => number) {
  const seen = new Map<string, { at: number; suppressed: number }>();
  return (queue: string, error: Error): void => {
    const key = `${queue}\n${error.name}\n${error.message}`;
    const last = seen.get(key);
    const now = elapsed();
    if (last && now - last.at < everyMs) {
      last.suppressed++;
      return;
    }
    if (seen.size >= KINDS) seen.clear();
    seen.set(key, { at: now, suppressed: 0 });
    onError(queue, error, last?.suppressed ?? 0);
  };
}
