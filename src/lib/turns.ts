// A line in which one waits for the other. Knows nothing of what is done; a failure of one is not the next one's.

/** Runs what it is given one after the other, in the order of the calls; each call gets its own result or error. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

export function createTurns(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
}
