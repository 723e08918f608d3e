// When a row may be tried again after an error of ours: at once after the first, then later and later.
import { LIMITS } from '../config/limits.ts';

/** SQL of the time from which a row may be tried again, given the column that says so now; reads the count before this error. */
export const afterError = (due: 'due_at' | 'next_poll_at'): string =>
  `case errors when 0 then ${due} else now() + ${LIMITS.errorPauseMs} * interval '1 ms' * 2 ^ least(errors - 1, 10) end`;
