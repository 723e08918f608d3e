// Features of a capitalised word that the rest of its document gives: "Rubin" alone learns from "Michael Rubin, a former
// adviser" three paragraphs before.
import { mix } from './hash.ts';
import type { View } from './view.ts';

/** Distances inside the other run count up to this. */
const FAR = 2;

/** Writes them; returns the index behind the last. Templates 400-499. */
export function writeDocumentFeatures(out: Int32Array, start: number, view: View, index: number): number {
  const { layout, facts } = view;
  const word = view.word(index, 0);
  let at = start;
  if (!word.candidate) return at;
  const place = (layout.starts[index] as number) * 2 + (layout.headline[index] as number);
  const seen = (facts.seen.get(word.lower) ?? 0) * 4 + place;
  out[at++] = mix(400, seen);
  out[at++] = mix(401, word.middle * 16 + seen);
  const expansion = word.acronym ? facts.expansions.get(word.lower) : undefined;
  if (expansion !== undefined) {
    const last = view.word(expansion, 0);
    out[at++] = mix(402, last.lower);
    out[at++] = mix(403, last.middle);
  }
  const other = facts.longest.get(word.lower);
  if (other === undefined || other === layout.runFirst[index]) return at;
  return writeOtherRun(out, at, view, index, other);
}

function writeOtherRun(out: Int32Array, start: number, view: View, index: number, first: number): number {
  const { words, runFirst, runLast } = view.layout;
  const key = (words[index] as { lower: number }).lower;
  const last = runLast[first] as number;
  let there = first;
  while (there < last && words[there]?.lower !== key) there++;
  const own = (runLast[index] as number) - (runFirst[index] as number);
  const longer = Math.sign(last - first - own) + 1;
  const position = (Math.min(there - first, FAR) * 3 + Math.min(last - there, FAR)) * 3 + longer;
  const head = view.word(first, 0);
  const tail = view.word(last, 0);
  const before = view.word(first, -1);
  const after = view.word(last, 1);
  let at = start;
  out[at++] = mix(410, position);
  out[at++] = mix(411, mix(head.lower, position));
  out[at++] = mix(412, mix(tail.lower, position));
  out[at++] = mix(413, mix(before.lower, position));
  out[at++] = mix(414, mix(after.lower, position));
  out[at++] = mix(415, head.middle * 32 + position);
  out[at++] = mix(416, tail.fine * 32 + position);
  out[at++] = mix(417, before.middle * 32 + position);
  out[at++] = mix(418, after.middle * 32 + position);
  return at;
}
