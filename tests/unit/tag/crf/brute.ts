// A conditional random field by brute force: every legal path of a short chain is written out. The oracle of the tests.
import { isLegal, LABELS, OUTSIDE } from '../../../../src/tag/entities/crf/labels.ts';

export type Path = { labels: number[]; score: number };

/** All paths from O to O over `count` words; `allowed` has bits of labels for each word. */
export function allPaths(
  scores: Float64Array,
  count: number,
  transitions: Float64Array,
  allowed?: Uint16Array,
): Path[] {
  let paths: Path[] = [{ labels: [], score: 0 }];
  for (let at = 0; at < count; at++) {
    paths = paths.flatMap(({ labels, score }) => {
      const before = labels.at(-1) ?? OUTSIDE;
      return Array.from({ length: LABELS }, (_, label) => label)
        .filter(
          (label) => isLegal(before, label) && (allowed === undefined || ((allowed[at] ?? 0) >> label) & 1),
        )
        .map((label) => ({
          labels: [...labels, label],
          score: score + (scores[at * LABELS + label] ?? 0) + (transitions[before * LABELS + label] ?? 0),
        }));
    });
  }
  return paths.map(({ labels, score }) => ({
    labels,
    score: score + (transitions[(labels.at(-1) ?? OUTSIDE) * LABELS + OUTSIDE] ?? 0),
  }));
}

export const logSum = (paths: readonly Path[]): number =>
  Math.log(paths.reduce((sum, { score }) => sum + Math.exp(score), 0));

/** The share of all paths, by weight, in which word `at` has `label`. */
export function share(paths: readonly Path[], at: number, label: number): number {
  const weight = (list: readonly Path[]): number => list.reduce((sum, { score }) => sum + Math.exp(score), 0);
  return weight(paths.filter(({ labels }) => labels[at] === label)) / weight(paths);
}
