// The whole name finder (model, packs, clusters) on our own gold text: exact span and type, by file and type.
//
//   npm run bench gold -- [FOLDER]          tests/golden/entities/test when absent
//
// Each document is read as an article is: its headline as the title, its sentences as the body.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { openTagger } from '../../src/cli/open-tagger.ts';
import { readVocabulary } from '../../src/config/vocabulary.ts';
import { compileVocabulary } from '../../src/tag/compile.ts';
import { findMentions } from '../../src/tag/entities/find.ts';

const CONFIG = fileURLToPath(new URL('../../config', import.meta.url));
const folder = process.argv[2] ?? fileURLToPath(new URL('../golden/entities/test', import.meta.url));
const MARK = /\[(PER|ORG|LOC|MISC) ([^[\]]+)\]/g;

type Tally = { gold: number; found: number; right: number };

const { entities } = compileVocabulary(readVocabulary(CONFIG), openTagger(CONFIG).tagger);
const tallies = new Map<string, Tally>();

/** A line without its marks, and the marks as `start end type`. */
function unmarked(line: string, offset: number): { text: string; names: string[] } {
  const names: string[] = [];
  let text = '';
  let at = 0;
  for (const found of line.matchAll(MARK)) {
    text += line.slice(at, found.index);
    const start = offset + text.length;
    text += found[2];
    names.push(`${start} ${offset + text.length} ${found[1]}`);
    at = found.index + found[0].length;
  }
  return { text: text + line.slice(at), names };
}

function count(key: string, gold: readonly string[], found: readonly string[]): void {
  const tally = tallies.get(key) ?? { gold: 0, found: 0, right: 0 };
  const wanted = new Set(gold);
  tally.gold += gold.length;
  tally.found += found.length;
  tally.right += found.filter((one) => wanted.has(one)).length;
  tallies.set(key, tally);
}

for (const file of readdirSync(folder).filter((name) => name.endsWith('.txt'))) {
  for (const block of readFileSync(join(folder, file), 'utf8').split(/\n\s*\n/)) {
    const [head = '', ...lines] = block.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    if (head === '') continue;
    const title = unmarked(head.replace(/^= /, ''), 0);
    const body = lines.reduce(
      (all, line) => {
        const next = unmarked(line, all.text.length);
        return { text: `${all.text}${next.text}\n`, names: [...all.names, ...next.names] };
      },
      { text: '', names: [] as string[] },
    );
    const gold = [...title.names.map((name) => `title ${name}`), ...body.names.map((name) => `body ${name}`)];
    const found = findMentions(title.text, body.text, 'en', entities).map(
      ({ field, start, end, type }) => `${field} ${start} ${end} ${type}`,
    );
    const places = (names: readonly string[]) => names.filter((name) => !name.endsWith('MISC'));
    count(file, places(gold), places(found));
    for (const type of ['PER', 'ORG', 'LOC', 'MISC']) {
      const only = (names: readonly string[]) => names.filter((name) => name.endsWith(type));
      count(type, only(gold), only(found));
    }
    count('PER+ORG+LOC', places(gold), places(found));
  }
}

const percent = (part: number, whole: number): string => ((100 * part) / Math.max(whole, 1)).toFixed(1);
for (const [key, { gold, found, right }] of tallies) {
  const figures = `P ${percent(right, found)}  R ${percent(right, gold)}  F1 ${percent(2 * right, gold + found)}`;
  console.log(`${key.padEnd(24)} ${String(gold).padStart(5)} names  ${figures}`);
}
