// Randomness, handed in as an argument everywhere else. The only home of it; never a pseudo-random generator
// for secrets, because tokens that could be guessed have been an advisory of this field (CVE-2025-68932).
import { randomBytes } from 'node:crypto';

/** Gives numbers in [0, 1), for jitter. */
export type Random = () => number;

/** Gives `count` unpredictable bytes, for secrets. */
export type RandomBytes = (count: number) => Uint8Array;

export const systemRandom: Random = () => Math.random();

export const systemRandomBytes: RandomBytes = (count) => randomBytes(count);
