// Tags training text with the weights of the round before, so that doubtful labels get an alternative.
import { createDecoder } from '../../tag/entities/crf/decode.ts';
import { LABELS } from '../../tag/entities/crf/labels.ts';
import { type Features, type Placed, setAllowed } from './featurise.ts';
import { sum, type Weights } from './optimise.ts';

/** From now on these documents accept the labels of their source and the model's. */
export function relabel(features: Features, chosen: readonly Placed[], weights: Weights): void {
  const decode = createDecoder(weights.transitions);
  for (const placed of chosen) {
    const { words, zones, start } = placed;
    const scores = new Float64Array(words.length * LABELS);
    let word = start;
    for (let zone = 0; zone < zones.length; zone += 2) {
      for (let at = zones[zone] as number; at < (zones[zone + 1] as number); at++, word++) {
        const from = features.offsets[word] as number;
        sum(scores, at * LABELS, features.list, from, features.offsets[word + 1] as number, weights.features);
      }
    }
    setAllowed(features.allowed, placed, decode(words, zones, scores).labels);
  }
}
