// How long a wait is, in words for a sentence. Rounds up, so that nobody is told to come back too early.

/** @param ms of any size; `40 s`, from 100 s on `2 min`, from 100 min on `3 h` */
export function howLong(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 100) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 100 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}
