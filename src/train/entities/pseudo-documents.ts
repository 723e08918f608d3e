// Cuts a corpus whose document boundaries are lost into stretches that may well be one document each.
import { sentenceEnd, sliceDocument, type TrainDocument } from './document.ts';

const LONGEST = 20;
const MEMORY = 3;

/** A cut where a sentence with two or more capitalised words shares none of them with the three before. */
export function cutDocument(document: TrainDocument): TrainDocument[] {
  const parts: TrainDocument[] = [];
  const recent: Set<string>[] = [];
  let first = 0;
  for (let number = 0; number < document.sentences.length; number++) {
    const names = namesOf(document, number);
    const foreign = names.size >= 2 && ![...names].some((name) => recent.some((before) => before.has(name)));
    if (number > first && (foreign || number - first >= LONGEST)) {
      parts.push(sliceDocument(document, first, number));
      first = number;
    }
    recent.push(names);
    if (recent.length > MEMORY) recent.shift();
  }
  parts.push(sliceDocument(document, first, document.sentences.length));
  return parts;
}

function namesOf(document: TrainDocument, number: number): Set<string> {
  const first = document.sentences[number] as number;
  const words = document.raws.slice(first + 1, sentenceEnd(document, number));
  return new Set(words.filter((word) => /^\p{Lu}/u.test(word)));
}
