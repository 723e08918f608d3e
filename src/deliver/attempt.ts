// What one try of one delivery came to, whatever the channel.
import type { Outcome } from '../model/outcome.ts';

export type Attempted = {
  /** `done` means that the receiver has it */
  outcome: Outcome<null>;
  /** HTTP status; null where no answer came or the channel has none */
  status: number | null;
  /** the beginning of the receiver's answer, for the record */
  answer: string | null;
  durationMs: number;
};
