// Times as people give them to commands.
import { durationMs } from '../config/duration.ts';
import { systemClock } from '../lib/clock.ts';
import { CommandFailed, EXIT } from './output.ts';

/** A date, an ISO time, or a span back from now. */
export function readTime(option: string, text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const back = durationMs(text);
  const time = back === null ? new Date(text) : new Date(systemClock.now().getTime() - back);
  if (Number.isNaN(time.getTime())) {
    throw new CommandFailed(
      `${option} "${text}" is no time: write 2026-01-31, 2026-01-31T08:00Z or a span such as 7d.`,
      EXIT.usage,
    );
  }
  return time;
}
