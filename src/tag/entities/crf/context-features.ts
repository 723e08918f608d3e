// Features of a word among its neighbours: pairs and triples of words, shapes and clusters, and the lists of names.
import { mix } from './hash.ts';
import type { View } from './view.ts';
import type { CrfWord } from './word.ts';

/** Writes them; returns the index behind the last. Templates 200-299. */
export function writeContextFeatures(out: Int32Array, at: number, view: View, index: number): number {
  const { layout } = view;
  const around = view.around(index);
  const before2 = around[0];
  const before = around[1];
  const word = around[2];
  const after = around[3];
  const after2 = around[4];
  const place = (layout.starts[index] as number) * 2 + (layout.headline[index] as number);
  const written = word.case * 4 + place;

  out[at++] = mix(200, mix(before.lower, word.lower));
  out[at++] = mix(201, mix(word.lower, after.lower));
  out[at++] = mix(202, mix(before2.lower, before.lower));
  out[at++] = mix(203, mix(after.lower, after2.lower));
  out[at++] = mix(204, mix(before.lower, word.case));
  out[at++] = mix(205, mix(after.lower, word.case));
  out[at++] = mix(206, mix(mix(before.lower, after.lower), word.case));

  out[at++] = mix(210, mix(before.shape, word.shape));
  out[at++] = mix(211, mix(word.shape, after.shape));
  out[at++] = mix(212, mix(mix(before.shape, word.shape), after.shape));
  out[at++] = mix(213, caseRow(before2, before, word, after, after2));
  out[at++] = mix(214, written);

  out[at++] = mix(220, before.middle * 512 + word.middle);
  out[at++] = mix(221, word.middle * 512 + after.middle);
  out[at++] = mix(222, (before.coarse * 128 + word.coarse) * 128 + after.coarse);
  out[at++] = mix(223, (before2.coarse * 128 + before.coarse) * 128 + word.coarse);
  out[at++] = mix(224, (word.coarse * 128 + after.coarse) * 128 + after2.coarse);
  out[at++] = mix(225, word.middle * 32 + written);
  out[at++] = mix(226, (before.middle * 512 + after.middle) * 8 + word.case);
  out[at++] = mix(227, word.rank * 32 + written);
  return writeMarks(out, at, view, index, written);
}

const caseRow = (a: CrfWord, b: CrfWord, c: CrfWord, d: CrfWord, e: CrfWord): number =>
  (((a.case * 8 + b.case) * 8 + c.case) * 8 + d.case) * 8 + e.case;

function writeMarks(out: Int32Array, start: number, view: View, index: number, written: number): number {
  const places = view.marks.places;
  const organisations = view.marks.organisations;
  const sentence = view.layout.sentenceOf[index] as number;
  const from = view.layout.sentences[sentence] as number;
  const to = view.layout.sentences[sentence + 1] as number;
  let at = start;
  const mask = places[index] as number;
  const maskBefore = index > from ? (places[index - 1] as number) : 0;
  const maskAfter = index + 1 < to ? (places[index + 1] as number) : 0;
  if (mask !== 0) {
    out[at++] = mix(240, mask);
    out[at++] = mix(241, mask * 32 + written);
    out[at++] = mix(242, mix(mask, view.word(index, 0).names));
  }
  if (maskBefore !== 0) out[at++] = mix(243, maskBefore);
  if (maskAfter !== 0) out[at++] = mix(244, maskAfter);
  if (mask !== 0 || maskBefore !== 0) out[at++] = mix(245, mix(maskBefore, mask));
  if (mask !== 0 || maskAfter !== 0) out[at++] = mix(246, mix(mask, maskAfter));
  const state = organisations[index] as number;
  const stateBefore = index > from ? (organisations[index - 1] as number) : 0;
  const stateAfter = index + 1 < to ? (organisations[index + 1] as number) : 0;
  if (state !== 0) out[at++] = mix(247, state);
  if (stateBefore !== 0) out[at++] = mix(248, stateBefore);
  if (stateAfter !== 0) out[at++] = mix(249, stateAfter);
  return at;
}
