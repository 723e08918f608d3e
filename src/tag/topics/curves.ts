// Written by `node src/train/topics/curve.ts`, which fits both curves again; never edited by hand.
import type { Curve } from './rank.ts';

/** Is the topic one that a reader would name? Decides what is listed. */
export const APT: Curve = {
  constant: [-1.3, -1.57],
  strength: [0.69, -0.2],
  relative: [0.28, 0.39],
  place: [-0.38, 0.06],
  inTitle: [0.77, 0.42],
  silent: [-1.55, 0.22],
  implied: [-0.9, -0.18],
  finer: [-3.05, 0.88],
  broad: [-1.14, 0.56],
  top: [0.1, -0.01],
  thin: [0.52, -0.24],
  known: [2.46, 0.97],
  own: [0.26, 0.11],
  behind: [0.15, 0.04],
  ownSilent: [0.27, -0.09],
};

/** Is it true of the article, or one broader or finer? The probability that is told. */
export const TRUE: Curve = {
  constant: [-0.94, -1.35],
  strength: [0.9, -0.36],
  relative: [0.16, 0.17],
  place: [-0.44, -0.06],
  inTitle: [1.39, 0.18],
  silent: [-1.47, 0.44],
  implied: [0.91, -0.8],
  finer: [0.9, -0.1],
  broad: [-0.55, 0.02],
  top: [0.13, -0.03],
  thin: [0.08, -0.11],
  known: [2.14, 0.7],
  own: [0.19, 0.04],
  behind: [0.16, 0.03],
  ownSilent: [0.12, 0],
};
