// Features of a run of capitals: what its first and last words are, what stands around it, where in it the word stands.
import { mix } from './hash.ts';
import type { View } from './view.ts';

/** Distances inside a run count up to this. */
const FAR = 3;

/** Writes them; returns the index behind the last. Templates 300-399. */
export function writeRunFeatures(out: Int32Array, start: number, view: View, index: number): number {
  const { runFirst, runLast } = view.layout;
  const first = runFirst[index] as number;
  let at = start;
  if (first < 0) {
    out[at++] = mix(300, mix(view.word(index, 0).lower, view.nextRun(index)));
    return at;
  }
  const last = runLast[index] as number;
  const position = Math.min(index - first, FAR) * 4 + Math.min(last - index, FAR);
  const head = view.word(first, 0);
  const tail = view.word(last, 0);
  const before = view.word(first, -1);
  const after = view.word(last, 1);
  const before2 = view.word(first, -2);
  out[at++] = mix(301, position);
  out[at++] = mix(302, mix(before.lower, position));
  out[at++] = mix(303, mix(after.lower, position));
  out[at++] = mix(304, head.lower);
  out[at++] = mix(305, tail.lower);
  out[at++] = mix(306, mix(head.lower, position));
  out[at++] = mix(307, mix(tail.lower, position));
  out[at++] = mix(308, before.fine * 16 + position);
  out[at++] = mix(309, after.fine * 16 + position);
  out[at++] = mix(310, head.fine);
  out[at++] = mix(311, tail.fine);
  out[at++] = mix(312, head.middle * 16 + position);
  out[at++] = mix(313, tail.middle * 16 + position);
  out[at++] = mix(314, (head.middle * 512 + tail.middle) * 16 + position);
  out[at++] = mix(315, (before.middle * 512 + tail.middle) * 16 + position);
  out[at++] = mix(316, (after.middle * 512 + head.middle) * 16 + position);
  out[at++] = mix(317, mix(mix(before2.lower, before.lower), position));
  return writeKinds(out, at, head.kind, tail.kind, before.kind, after.kind, position);
}

function writeKinds(
  out: Int32Array,
  start: number,
  head: number,
  tail: number,
  before: number,
  after: number,
  position: number,
): number {
  let at = start;
  if (tail !== 0) out[at++] = mix(320, tail * 16 + position);
  if (head !== 0) out[at++] = mix(321, head * 16 + position);
  if (before !== 0 || after !== 0) out[at++] = mix(322, (before * 8 + after) * 16 + position);
  return at;
}
