// What is wrong with a value of a file, and where, in words for whoever wrote the file. What a schema says in its own
// words stays.
import type { z } from 'zod';
import type { Keys } from './source.ts';

/** the validator's own sentences, which speak of types */
const FOREIGN = /^(Invalid|Too (small|big)|Unrecognized)/;

const SHAPES: Record<string, string> = {
  array: 'a list, such as [one, two]',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'keys with values, such as key: value',
  record: 'keys with values, such as { key: value }',
  string: 'a text',
};

/** The end of a sentence that begins with the place. @param data the whole file, where the value stands */
export function wordingOf(issue: z.core.$ZodIssue, data: unknown): string {
  if (!FOREIGN.test(issue.message)) return issue.message;
  const value = valueAt(data, issue.path);
  if (issue.code === 'invalid_type') {
    if (value === undefined) return `is missing; give ${SHAPES[issue.expected] ?? issue.expected}`;
    if (value === null) return `is empty; give ${SHAPES[issue.expected] ?? issue.expected}`;
    if (issue.expected === 'string' && typeof value === 'number')
      return 'must be a text: put it in quotes, here and where it is named';
    const quotes = issue.expected === 'number' && isDigits(value) ? ' without quotes' : '';
    return `must be ${SHAPES[issue.expected] ?? issue.expected}${quotes}`;
  }
  if (issue.code === 'too_small')
    return `must be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}${unitOf(issue.origin)}`;
  if (issue.code === 'too_big')
    return `must be ${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}${unitOf(issue.origin)}`;
  if (issue.code === 'invalid_value') return `must be ${oneOf(issue.values.map(String))}`;
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? issue.message;
  return issue.message;
}

const isDigits = (value: unknown): boolean => typeof value === 'string' && /^[\d.]+$/.test(value);

const oneOf = (values: string[]): string =>
  values.length === 1 ? String(values[0]) : `one of ${values.join(', ')}`;

/** what a size is counted in */
const unitOf = (origin: string): string =>
  origin === 'string' ? ' characters long' : origin === 'array' ? ' entries' : '';

/** what the entries of a list are called, and by which of their keys they are known, the first that is there */
const LISTS: Record<string, { entry: string; by: readonly string[] }> = {
  topics: { entry: 'topic', by: ['label', 'code'] },
  entities: { entry: 'entity', by: ['id', 'name'] },
};

/** The place of a value as its author knows it: `topic 20000103, terms.bomb`. Nobody counts hundreds of entries. */
export function placeOf(keys: Keys, data: unknown): string {
  const [list, number, ...rest] = keys.map(String);
  const named = LISTS[list ?? ''];
  if (named === undefined || number === undefined || !/^\d+$/.test(number)) return keys.map(String).join('.');
  const known = named.by.map((key) => valueAt(data, [...keys.slice(0, 2), key])).find(isName);
  const name = known === undefined ? `no. ${Number(number) + 1}` : quoted(String(known));
  return [`${named.entry} ${name}`, ...(rest.length > 0 ? [rest.join('.')] : [])].join(', ');
}

/** a code without quotes is a number */
const isName = (value: unknown): boolean =>
  (typeof value === 'string' && value.trim() !== '') || typeof value === 'number';
const ID = /^(?:\d{8}|Q\d+|[a-z]+:[\w:.-]+)$/;
const quoted = (name: string): string => (ID.test(name) ? name : JSON.stringify(name));

function valueAt(data: unknown, keys: Keys): unknown {
  let at = data;
  for (const key of keys) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Record<PropertyKey, unknown>)[key];
  }
  return at;
}
