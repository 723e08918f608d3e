// Runs sentences.txt: text with its mentions marked in place. A new case is a new line there.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { tagText } from '../../../src/tag/tag.ts';
import { shipped } from '../../support/vocabulary.ts';

const file = fileURLToPath(new URL('./sentences.txt', import.meta.url));
const lines = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

/** The text with its mentions in brackets; an id stands there only where the line gives one. */
function marked(text: string, withIds: ReadonlySet<string>): string {
  let out = '';
  let end = 0;
  for (const { start, end: last, type, text: surface, entityId } of tagText(
    { title: '', text, lang: 'en' },
    shipped,
  ).mentions) {
    const id = entityId !== null && withIds.has(surface) ? `=${entityId}` : '';
    out += `${text.slice(end, start)}[${type}${id} ${surface}]`;
    end = last;
  }
  return out + text.slice(end);
}

test.each(lines)('%s', (line) => {
  const plain = line.replace(/\[[A-Z]+(?:=\S+)? ([^\]]+)\]/g, '$1');
  const withIds = new Set([...line.matchAll(/\[[A-Z]+=\S+ ([^\]]+)\]/g)].map((found) => found[1] ?? ''));
  expect(marked(plain, withIds)).toBe(line);
});
