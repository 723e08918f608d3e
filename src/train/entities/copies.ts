// A few sentences once more in capitals and in headline case, so that headlines and shouting feeds are no surprise.
import { sentenceEnd, sliceDocument, type TrainDocument } from './document.ts';
import type { Random } from './random.ts';

const SHARE = 0.02;
const SMALL = new Set('a an the of in on at to for and or but by as from with into over is s'.split(' '));

export function makeCopies(documents: readonly TrainDocument[], random: Random): TrainDocument[] {
  const copies: TrainDocument[] = [];
  for (const document of documents) {
    document.sentences.forEach((first, number) => {
      const upper = random.share() < SHARE;
      const headline = random.share() < SHARE;
      const end = sentenceEnd(document, number);
      if (
        end - first < 4 ||
        end - first > 30 ||
        !document.labels.slice(first, end).some((label) => label > 0)
      )
        return;
      if (upper) copies.push(rewrite(document, number, (raw) => raw.toUpperCase()));
      if (headline) copies.push(rewrite(document, number, capitalise));
    });
  }
  return copies;
}

const capitalise = (raw: string, at: number): string =>
  at > 0 && SMALL.has(raw) ? raw : raw.slice(0, 1).toUpperCase() + raw.slice(1);

function rewrite(
  document: TrainDocument,
  number: number,
  write: (raw: string, at: number) => string,
): TrainDocument {
  const copy = sliceDocument(document, number, number + 1);
  return { ...copy, raws: copy.raws.map(write) };
}
