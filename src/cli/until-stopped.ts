// Waits for SIGTERM or SIGINT. A second signal ends the process at once.
import process from 'node:process';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/** Resolves at the first signal; from then on the next one exits with 130. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    const first = () => {
      for (const signal of SIGNALS) {
        process.off(signal, first);
        process.on(signal, () => process.exit(130));
      }
      resolve();
    };
    for (const signal of SIGNALS) process.on(signal, first);
  });
}
