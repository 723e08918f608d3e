// The labels of a token classifier: what config.json calls B-PER, I-ORG …, and a model's numbers read as one of them.
import type { EntityType } from '../../../model/article.ts';

/** null: outside of names, or of a type that is not ours */
export type Label = { type: EntityType; begins: boolean } | null;

/** A label with how likely the model holds it, 0 to 1. */
export type Choice = { label: Label; score: number };

const TYPES: ReadonlyMap<string, EntityType> = new Map([
  ['PER', 'PER'],
  ['PERSON', 'PER'],
  ['ORG', 'ORG'],
  ['LOC', 'LOC'],
  ['MISC', 'MISC'],
]);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The labels by their number; null when `id2label` does not count from 0 or knows no name. */
export function readLabels(config: unknown): Label[] | null {
  const names = isObject(config) ? config.id2label : null;
  if (!isObject(names)) return null;
  const count = Object.keys(names).length;
  const labels: Label[] = [];
  for (let id = 0; id < count; id++) {
    const name = names[id];
    if (typeof name !== 'string') return null;
    labels.push(readLabel(name));
  }
  return labels.some((label) => label !== null) ? labels : null;
}

function readLabel(name: string): Label {
  const type = TYPES.get(name.slice(2).toUpperCase());
  const place = name.slice(0, 2).toUpperCase();
  return type === undefined || (place !== 'B-' && place !== 'I-') ? null : { type, begins: place === 'B-' };
}

/**
 * The likeliest label of one row of a model's answer, by softmax.
 * @throws when the row holds what is no number
 */
export function choose(row: Float32Array, labels: readonly Label[]): Choice {
  let best = 0;
  for (let at = 1; at < row.length; at++) if ((row[at] as number) > (row[best] as number)) best = at;
  const top = row[best] as number;
  const sum = row.reduce((all, value) => all + Math.exp(value - top), 0);
  if (!Number.isFinite(sum)) throw new Error('the model answers with what is no number');
  return { label: labels[best] ?? null, score: 1 / sum };
}
