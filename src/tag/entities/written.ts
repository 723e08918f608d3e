// Is an alias written here as the pack writes it? Case and what stands between its words; never what it means.
import type { Alias } from './alias.ts';
import type { Document, Word } from './word.ts';

const JOINS = new Set(['-', '‐', '‑', '–', "'", '’', '.', '&', '/', '.-', "'-"]);

/** True when words `first`… of the document spell the alias with the capitals and the joints it asks for. */
export function isWritten(alias: Alias, document: Document, first: number): boolean {
  const { words } = document;
  for (let at = 0; at < alias.cases.length; at++) {
    const word = words[first + at];
    const before = words[first + at - 1];
    if (word === undefined || word.hidden) return false;
    if (!caseFits(alias, at, word, document)) return false;
    if (at > 0 && (word.field !== before?.field || !gapFits(alias.gaps[at] ?? ' ', word.gap))) return false;
  }
  return startsFree(words, first) && !isCurrency(document, first + alias.cases.length - 1);
}

/** US$ 5 million names a currency. */
function isCurrency({ words, title, text }: Document, last: number): boolean {
  const word = words[last];
  return word?.upper === true && (word.field === 'title' ? title : text)[word.end] === '$';
}

function caseFits(alias: Alias, at: number, word: Word, document: Document): boolean {
  const wanted = alias.cases[at];
  if (wanted === 'any') return true;
  if (document.caseless) return alias.guard < 0 && (alias.cases.length > 1 || word.raw.length >= 5);
  if (wanted === 'capital') return word.cap && (!word.upper || word.raw.length > 3 || alias.cases.length > 1);
  // long acronyms are also written like names: Unesco, Isil would be too short
  return word.upper || (word.raw.length === 1 && word.cap) || (word.cap && word.raw.length >= 5);
}

/** White space, hyphen, apostrophe, dot and & join words; a comma or a sentence's end only where the alias has them. */
function gapFits(wanted: string, found: string): boolean {
  if (found === wanted || found === ' ') return true;
  if (found.includes('\n')) return found.trim() === '' && !found.includes('\n\n');
  const bare = found.trim();
  if (bare === '') return true;
  if (bare === wanted.trim()) return true;
  return JOINS.has(bare) && !(bare === '.' && found.length > 1);
}

/** No alias begins after the apostrophe of O'Brien, or in the middle of a word such as L'Oréal. */
function startsFree(words: readonly Word[], first: number): boolean {
  const before = words[first - 1];
  const gap = words[first]?.gap ?? '';
  return !(before && (gap === "'" || gap === '’') && before.raw.length <= 2 && before.cap);
}
