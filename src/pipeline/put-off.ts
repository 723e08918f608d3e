// What is no try of anything: its host's turn had not come, or we called it off, as in a shutdown. It costs the row none of its
// tries, and leaves no ledger row.
import type { Reject, Retry, Skip } from '../model/outcome.ts';

/** what we called off goes on this long after, in the next process as a rule */
const CALLED_OFF_MS = 1000;

/** In how many milliseconds it goes on; null for an outcome that was a try. */
export function putOffMs(problem: Skip | Retry | Reject): number | null {
  if (problem.kind !== 'retry') return null;
  if (problem.reason !== 'host-busy' && problem.reason !== 'aborted') return null;
  return problem.afterMs ?? CALLED_OFF_MS;
}
