// Training text: documents of tokens with the labels that each token may have. Not every label is known of every token.
import { LABEL_NAMES } from '../../tag/entities/crf/labels.ts';

export type TrainDocument = {
  raws: string[];
  /** index of each sentence's first token */
  sentences: number[];
  /** number into LABEL_NAMES, as the source says */
  labels: number[];
  /** bits of the labels that training accepts; often only the label itself */
  allowed: number[];
  /** weight of its gradients */
  weight: number;
  corpus: string;
};

export const emptyDocument = (corpus: string, weight: number): TrainDocument => ({
  raws: [],
  sentences: [],
  labels: [],
  allowed: [],
  weight,
  corpus,
});

export const labelOf = (name: string): number => Math.max(0, LABEL_NAMES.indexOf(name));

export function addToken(document: TrainDocument, raw: string, label: number, allowed = 1 << label): void {
  document.raws.push(raw);
  document.labels.push(label);
  document.allowed.push(allowed);
}

export function openSentence(document: TrainDocument): void {
  if (document.sentences.at(-1) !== document.raws.length) document.sentences.push(document.raws.length);
}

/** Drops a sentence that was opened but got no token. */
export function closeDocument(document: TrainDocument): TrainDocument {
  if (document.sentences.at(-1) === document.raws.length) document.sentences.pop();
  return document;
}

/** Where a sentence ends. */
export const sentenceEnd = (document: TrainDocument, number: number): number =>
  document.sentences[number + 1] ?? document.raws.length;

/** Some sentences of a document as a document of their own. */
export function sliceDocument(document: TrainDocument, from: number, to: number): TrainDocument {
  const first = document.sentences[from] as number;
  const end = to < document.sentences.length ? (document.sentences[to] as number) : document.raws.length;
  return {
    ...document,
    raws: document.raws.slice(first, end),
    labels: document.labels.slice(first, end),
    allowed: document.allowed.slice(first, end),
    sentences: document.sentences.slice(from, to).map((start) => start - first),
  };
}
