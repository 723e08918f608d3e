// Spherical k-means: words whose vectors point the same way share a cluster, and clusters share larger ones.
import type { Random } from './random.ts';

/** Centres are kept in rows of `dimensions`. */
export type Clusters = { centres: Float32Array; assigned: Int32Array; cosine: number };

/**
 * @param values rows of length 1
 * @param seeds initial centres are drawn from this many first rows
 */
export function clusterRows(
  values: Float32Array,
  dimensions: number,
  count: number,
  iterations: number,
  seeds: number,
  random: Random,
): Clusters {
  const rows = values.length / dimensions;
  const draw = (): number => random.below(Math.min(seeds, rows));
  const centres = new Float32Array(count * dimensions);
  const taken = new Set<number>();
  for (let centre = 0; centre < count; centre++) {
    let row = draw();
    while (taken.has(row) && taken.size < Math.min(seeds, rows)) row = draw();
    taken.add(row);
    copyRow(values, row, centres, centre, dimensions);
  }
  const assigned = new Int32Array(rows);
  let cosine = 0;
  for (let iteration = 0; iteration < iterations; iteration++) {
    cosine = assignRows(values, centres, dimensions, assigned);
    if (iteration + 1 < iterations) recentre(values, centres, dimensions, assigned, draw);
  }
  return { centres, assigned, cosine };
}

const copyRow = (from: Float32Array, row: number, to: Float32Array, target: number, size: number): void =>
  to.set(from.subarray(row * size, (row + 1) * size), target * size);

/** Gives each row its nearest centre; returns the mean cosine to it. */
export function assignRows(
  values: Float32Array,
  centres: Float32Array,
  size: number,
  assigned: Int32Array,
): number {
  const count = centres.length / size;
  let total = 0;
  for (let row = 0; row < assigned.length; row++) {
    const from = row * size;
    let best = -2;
    let nearest = 0;
    for (let centre = 0; centre < count; centre++) {
      const other = centre * size;
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      for (let at = 0; at < size; at += 4) {
        a += (values[from + at] as number) * (centres[other + at] as number);
        b += (values[from + at + 1] as number) * (centres[other + at + 1] as number);
        c += (values[from + at + 2] as number) * (centres[other + at + 2] as number);
        d += (values[from + at + 3] as number) * (centres[other + at + 3] as number);
      }
      const dot = a + b + c + d;
      if (dot > best) {
        best = dot;
        nearest = centre;
      }
    }
    assigned[row] = nearest;
    total += best;
  }
  return total / assigned.length;
}

/** Each centre becomes the direction of the sum of its rows; an empty one is drawn anew. */
function recentre(
  values: Float32Array,
  centres: Float32Array,
  size: number,
  assigned: Int32Array,
  draw: () => number,
): void {
  const sums = new Float64Array(centres.length);
  for (let row = 0; row < assigned.length; row++) {
    const to = (assigned[row] as number) * size;
    for (let at = 0; at < size; at++)
      sums[to + at] = (sums[to + at] as number) + (values[row * size + at] as number);
  }
  for (let centre = 0; centre < centres.length / size; centre++) {
    let square = 0;
    for (let at = 0; at < size; at++) square += (sums[centre * size + at] as number) ** 2;
    if (square === 0) copyRow(values, draw(), centres, centre, size);
    else {
      const length = Math.sqrt(square);
      for (let at = 0; at < size; at++)
        centres[centre * size + at] = (sums[centre * size + at] as number) / length;
    }
  }
}
