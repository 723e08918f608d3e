// The key of a name: what is left of it when spelling, possessives, articles and legal forms are taken off. Two
// surfaces with the same key are the same name. Built on the words of the query language; never shown.
import { hash } from 'node:crypto';
import type { EntityType } from '../../model/article.ts';
import { tokenize } from '../../query/text.ts';

/** Arabic articles are written in several ways: al-Sisi, el-Sisi, as-Sisi. */
const ARABIC = new Set(['al', 'el', 'ash', 'as', 'ad', 'ar', 'an', 'az', 'at']);
const LEGAL = new Set([
  ...[
    'inc',
    'corp',
    'corporation',
    'ltd',
    'limited',
    'plc',
    'llc',
    'gmbh',
    'ag',
    'sa',
    'nv',
    'co',
    'holdings',
  ],
]);

/** The words of a name's key; empty only for a text without letters and digits. */
export function keyWords(text: string, type: EntityType): string[] {
  const bareText = text.includes('&') ? text.replaceAll('&', ' and ') : text;
  const words = joinInitials(tokenize(bareText).map(({ folded }) => folded));
  const bare = words.at(-1) === 's' && /['’]s$/.test(text) ? words.slice(0, -1) : words;
  const named = bare.length > 1 && bare[0] === 'the' ? bare.slice(1) : bare;
  const unified = named.map((word, at) => (at < named.length - 1 && ARABIC.has(word) ? 'al' : word));
  if (type !== 'ORG') return unified;
  let end = unified.length;
  while (end > 1 && LEGAL.has(unified[end - 1] ?? '')) end--;
  return unified.slice(0, end);
}

/** U.S. is us, J. R. R. Tolkien is jrr tolkien: neighbouring single letters are one word. */
function joinInitials(words: readonly string[]): string[] {
  const joined: string[] = [];
  let open = false;
  for (const word of words) {
    // a letter beyond the basic plane takes two units
    const letter = word.length <= 2 && word !== 's' && /^\p{L}$/u.test(word);
    if (letter && open) joined[joined.length - 1] += word;
    else joined.push(word);
    open = letter;
  }
  return joined;
}

/** An id that every article, worker and replay gives the same name. */
export function localId(type: EntityType, name: string): string {
  return localIdOf(type, keyWords(name, type).join(' '));
}

/** The same of the words of the key, one space between. */
export function localIdOf(type: EntityType, key: string): string {
  const digits = hash('sha256', `${type}\n${key}`).slice(0, 16);
  return `local:${type.toLowerCase()}:${digits}`;
}

/** Is an id one of those? They name nothing that a pack knows. */
export const isLocal = (id: string): boolean => id.startsWith('local:');
