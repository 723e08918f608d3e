// Keeps a lost connection from filling the log: BullMQ reports it for every object and every try.

/** `suppressed` counts the equal errors that were swallowed since the last one told. */
export type OnError = (error: { queue: string; message: string; suppressed: number }) => void;

/**
 * A listener that passes on each kind of error at most once in `everyMs` for each queue.
 * @param elapsed milliseconds since some fixed moment
 */
export function quiet(onError: OnError, everyMs: number, elapsed: () => number) {
  const seen = new Map<string, { at: number; suppressed: number }>();
  return (queue: string, error: Error): void => {
    // a lost Redis gives an AggregateError without a message of its own
    const message = error.message || (error as NodeJS.ErrnoException).code || error.name;
    const key = `${queue}\n${message}`;
    const last = seen.get(key);
    const now = elapsed();
    if (last && now - last.at < everyMs) {
      last.suppressed++;
      return;
    }
    if (seen.size > 100) seen.clear(); // messages may carry addresses and ids
    seen.set(key, { at: now, suppressed: 0 });
    onError({ queue, message, suppressed: last?.suppressed ?? 0 });
  };
}
