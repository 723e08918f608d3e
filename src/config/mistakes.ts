// How a mistake in a file of the operator is told, in settings, packs, topic rules and rules of sites alike: where it stands
// (file:line, key), what is wrong and what to do. Decides nothing about the values themselves.
import type { z } from 'zod';
import type { Keys, Source } from './source.ts';
import { placeOf, wordingOf } from './wording.ts';

/** Adds a mistake at a place in the file. */
export type Tell = (keys: Keys, message: string) => void;

/** @param where the beginning of a sentence, such as `sites.yaml:3` @param data the whole file, by which places are named */
export const teller =
  (mistakes: string[], data: unknown, where: (keys: Keys) => string): Tell =>
  (keys, message) => {
    const place = placeOf(keys, data);
    mistakes.push(`${where(keys)}: ${place === '' ? '' : `${place}: `}${message}`);
  };

/** The same for all that stands in one file. */
export const fileTeller = (mistakes: string[], path: string, { data, lineOf }: Source): Tell =>
  teller(mistakes, data, (keys) => `${path}:${lineOf(keys)}`);

type Shaping = {
  tell: Tell;
  /** where the value stands in the file */
  at?: Keys;
  /** what to do about a key that nobody knows */
  unknownKey?: (keys: Keys) => string;
};

/** The value when it has the shape; else null, and every mistake is told. */
export function shaped<T>(schema: z.ZodType<T>, value: unknown, shaping: Shaping): T | null {
  const { tell, at = [], unknownKey = () => 'mend its spelling or remove it' } = shaping;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    const keys = [...at, ...issue.path];
    if (issue.code !== 'unrecognized_keys') tell(keys, wordingOf(issue, value));
    else for (const key of issue.keys) tell([...keys, key], `unknown key; ${unknownKey([...keys, key])}`);
  }
  return null;
}
