// Keeps the features that matter most and brings their weights to eight bits.
import { createFeatureTable } from '../../tag/entities/crf/feature-table.ts';
import { LABELS } from '../../tag/entities/crf/labels.ts';
import type { CrfModel } from '../../tag/entities/crf/model.ts';
import type { Features } from './featurise.ts';
import type { Weights } from './optimise.ts';

const CLIP = 4;
const SCALE = CLIP / 127;

/** The `count` features with the largest weight for any label, in order of their hashes. */
export function quantise(
  { table }: Features,
  weights: Weights,
  count: number,
): Pick<CrfModel, 'features' | 'scale' | 'transitions'> {
  const hashes = new Int32Array(table.size);
  table.entries.forEach((entry, slot) => {
    if (entry > 0) hashes[entry - 1] = table.keys[slot] as number;
  });
  const sizes = Float32Array.from(hashes, (_, number) => largest(weights.features, number * LABELS));
  const threshold = [...sizes].sort((a, b) => b - a)[Math.min(count, sizes.length) - 1] ?? 0;
  const kept = [...hashes.keys()].filter(
    (number) => (sizes[number] as number) >= threshold && (sizes[number] as number) > SCALE / 2,
  );
  kept.sort((a, b) => ((hashes[a] as number) >>> 0) - ((hashes[b] as number) >>> 0));
  const rows = new Int8Array(kept.length * LABELS);
  kept.forEach((number, row) => {
    for (let label = 0; label < LABELS; label++) {
      const units = Math.round((weights.features[number * LABELS + label] as number) / SCALE);
      rows[row * LABELS + label] = Math.max(-127, Math.min(127, units));
    }
  });
  const features = createFeatureTable(
    Int32Array.from(kept, (number) => hashes[number] as number),
    rows,
  );
  return {
    features,
    scale: SCALE,
    transitions: Float64Array.from(Float32Array.from(weights.transitions)),
  };
}

function largest(weights: Float32Array, from: number): number {
  let most = 0;
  for (let label = 0; label < LABELS; label++)
    most = Math.max(most, Math.abs(weights[from + label] as number));
  return most;
}
