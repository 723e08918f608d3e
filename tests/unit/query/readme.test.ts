// What the README shows of the language is the language.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from '../../../src/query/query.ts';

const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
const section = readme.slice(readme.indexOf('## The query language'), readme.indexOf('## Configuration'));
const shown = section
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .flatMap((line) => [...(line.split(' | ')[0] ?? '').matchAll(/`([^`]+)`/g)].map((found) => found[1] ?? ''))
  // operators and field names that stand alone are not queries
  .filter((code) => !/^(O?NEAR\/\S+|\w+:)$/.test(code));

const listOf = (name: string) => (name === 'carmakers' ? 'tesla OR toyota' : undefined);

test('it shows some', () => expect(shown.length).toBeGreaterThan(20));

test.each(shown)('%s is read without a mistake', (query) => {
  // a comparison restricts, so it needs something to restrict
  const whole = /^(length|published)/.test(query) ? `apple ${query}` : query;
  expect(parse(whole, { list: listOf }).warnings.filter((one) => one.code === 'W_LIST')).toEqual([]);
});
