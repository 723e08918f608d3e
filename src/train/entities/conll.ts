// Reads two-column CoNLL files: -DOCSTART- begins a document, a blank line ends a sentence. Tokens that the product
// would split are split here too.
import { isInside, LABELS } from '../../tag/entities/crf/labels.ts';
import {
  addToken,
  closeDocument,
  emptyDocument,
  labelOf,
  openSentence,
  type TrainDocument,
} from './document.ts';

export type Split = (raw: string) => readonly string[];

const ALL = (1 << LABELS) - 1;
/** Longer ones are tables and lists. */
const LONGEST_SENTENCE = 600;

export function readConll(
  source: string,
  corpus: string,
  weight: number,
  split: Split = (raw) => [raw],
): TrainDocument[] {
  const documents: TrainDocument[] = [];
  let document = emptyDocument(corpus, weight);
  const close = (): void => {
    if (closeDocument(document).raws.length > 0) documents.push(withoutLong(document));
    document = emptyDocument(corpus, weight);
  };
  openSentence(document);
  for (const line of source.split('\n')) {
    if (line.startsWith('-DOCSTART-')) {
      close();
      openSentence(document);
    } else if (line.trim() === '') openSentence(document);
    else {
      const columns = line.trim().split(/\s+/);
      addParts(document, split(columns[0] as string), labelOf(columns.at(-1) as string));
    }
  }
  close();
  return documents.filter(({ raws }) => raws.length > 0);
}

/** A split token keeps its label on every part; where it had none and a part has a capital, corpora disagree. */
function addParts(document: TrainDocument, parts: readonly string[], label: number): void {
  parts.forEach((part, number) => {
    const own = number > 0 && label > 0 && !isInside(label) ? label + 1 : label;
    const open = parts.length > 1 && label === 0 && /^\p{Lu}/u.test(part);
    addToken(document, part, own, open ? ALL : 1 << own);
  });
}

function withoutLong(document: TrainDocument): TrainDocument {
  const { sentences, raws } = document;
  const isLong = (number: number): boolean =>
    (sentences[number + 1] ?? raws.length) - (sentences[number] as number) > LONGEST_SENTENCE;
  if (!sentences.some((_, number) => isLong(number))) return document;
  const kept = emptyDocument(document.corpus, document.weight);
  sentences.forEach((first, number) => {
    if (isLong(number)) return;
    openSentence(kept);
    for (let at = first; at < (sentences[number + 1] ?? raws.length); at++) {
      addToken(kept, raws[at] as string, document.labels[at] as number, document.allowed[at] as number);
    }
  });
  return kept;
}
