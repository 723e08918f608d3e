// Random queries and articles over few words, so that things collide. Shared by the property test and the soak run.
import { type Doc, type Engine, loadEngine } from '../../../src/query/query.ts';

/** A whole number from 0 up to, not including, `below`. */
export type Pick = (below: number) => number;

const WORDS = [
  'apple', 'Apple', 'APPLE', 'pay', 'Pay', 'café', 'cafe', 'CAFÉ', 'müller', 'Muller', 'straße', 'strasse', 'ёлка', 'елка',
  'terror', 'terrorism', 'terrorist', 'counterterror', 'woman', 'women', 'gate', 'watergate', 'a', 'b', 'c', 'the', 'of',
  '東', '京', '東京', 'タワー', 'タワ', '서울', '서울에서', 'x1', 'ＡＢＣ', 'abc', 'İstanbul', 'istanbul', 'οδος', 'ΟΔΌΣ', 'naï\u00adve',
  'naive', 'می\u200cخواهم', '𝒜bc',
]; // biome-ignore format: a word list
const PATTERNS = [
  'terror*',
  'wom?n',
  '*gate',
  'appl?',
  'caf*',
  'str*e',
  '서울*',
  'タワ*',
  '*terror',
  'ter*ist',
  'nai?e',
  'abc*',
];
const GLUE = [
  ' ',
  ' ',
  ' ',
  ' ',
  ' ',
  ' ',
  ', ',
  '. ',
  '! ',
  '? ',
  '." ',
  '.) ',
  '\n',
  '。',
  '-',
  '&',
  "'",
  '/',
  ' 😀 ',
  '.',
  '…',
  '',
];
const SOURCES = ['Reuters', 'The Guardian', 'AFP', 'Le  Monde'];
const DOMAINS = ['bbc.co.uk', 'news.bbc.co.uk', 'www.example.com', 'example.com', 'ample.com'];
const LANGS = ['en', 'en-GB', 'de', 'en_US'];
const TOPICS = ['04', '04/01', '04/01/02', '05', '041'];
const DATES = [
  '2026-01-31',
  '2026-01-31T00:00Z',
  '2026-01-31T08:30',
  '2025-12-01',
  '2026-02-01T00:00:00.500Z',
];
const DATES_OF_ARTICLES = [...DATES, '2026-01-31T09:30+01:00', 'soon'];

const one = <T>(pick: Pick, from: readonly T[]): T => from[pick(from.length)] as T;
const chance = (pick: Pick, in100: number): boolean => pick(100) < in100;
const some = <T>(pick: Pick, most: number, make: () => T): T[] =>
  Array.from({ length: 1 + pick(most) }, make);

function word(pick: Pick): string {
  if (chance(pick, 12)) return one(pick, PATTERNS);
  if (chance(pick, 6)) return `${one(pick, WORDS)}-${one(pick, WORDS)}`;
  return `${chance(pick, 12) ? '=' : ''}${one(pick, WORDS)}`;
}

function phrase(pick: Pick): string {
  const words = some(pick, 3, () => one(pick, chance(pick, 85) ? WORDS : PATTERNS)).join(' ');
  if (chance(pick, 40)) return `"${words}"~${pick(6)}`;
  return chance(pick, 15) && !/[*?]/.test(words) ? `="${words}"` : `"${words}"`;
}

/** Something with a place in the text. */
function spot(pick: Pick, depth: number): string {
  if (depth > 0 && chance(pick, 18)) return `(${some(pick, 3, () => spot(pick, depth - 1)).join(' OR ')})`;
  if (depth > 0 && chance(pick, 14)) return `(${near(pick, depth - 1)})`;
  return chance(pick, 65) ? word(pick) : phrase(pick);
}

function near(pick: Pick, depth: number): string {
  const signs = some(pick, 2, () => {
    const reach = one(pick, ['/0', '/1', '/2', '/3', '/8', '', '/S', '/P', '/100']);
    return ` ${one(pick, ['NEAR', 'ONEAR'])}${reach} ${spot(pick, depth)}`;
  });
  return spot(pick, depth) + signs.join('');
}

function key(pick: Pick): string {
  const field = one(pick, ['source', 'domain', 'lang', 'topic', 'author', 'entity', 'about', 'country']);
  const value = () => {
    if (field === 'domain') return one(pick, DOMAINS);
    if (field === 'lang') return one(pick, LANGS);
    if (field === 'topic') return one(pick, TOPICS);
    return `${chance(pick, 15) ? 'PER:' : ''}"${one(pick, SOURCES)}"`;
  };
  return chance(pick, 70) ? `${field}:${value()}` : `${field}:(${some(pick, 3, value).join(' OR ')})`;
}

function compare(pick: Pick): string {
  const op = one(pick, ['>=', '<=', '>', '<', '=']);
  if (chance(pick, 30)) return `published${op}${one(pick, DATES)}`;
  return chance(pick, 50) ? `length${op}${pick(40)}` : `score${op}${pick(10) / 2}`;
}

function weighted(pick: Pick): string {
  const item = () =>
    `${chance(pick, 70) ? word(pick) : `"${one(pick, WORDS)} ${one(pick, WORDS)}"`}^${pick(9) - 2}`;
  return `SCORE>${chance(pick, 70) ? '=' : ''}${pick(8) - 2} (${some(pick, 4, item).join(' ')})`;
}

function item(pick: Pick, depth: number, scoped: boolean): string {
  const dice = pick(100);
  if (depth > 0 && dice < 22) return `(${query(pick, depth - 1, scoped)})`;
  if (dice < 30) return `ATLEAST/${1 + pick(3)} ${spot(pick, 1)}`;
  if (dice < 35) return `FIRST/${1 + pick(6)} ${spot(pick, 1)}`;
  if (dice < 50) return near(pick, 2);
  if (!scoped && dice < 60)
    return `${one(pick, ['title', 'body', 'text'])}:${item(pick, depth - 1, true).replace(/^(.* O?NEAR.*)$/s, '($1)')}`;
  if (!scoped && dice < 70) return key(pick);
  if (!scoped && dice < 76) return compare(pick);
  if (dice < 80) return weighted(pick);
  return spot(pick, 1);
}

/** Query text; it may be refused (as unbounded, say). */
export function query(pick: Pick, depth: number, scoped = false): string {
  return some(pick, 3, () => (chance(pick, 15) ? 'NOT ' : '') + item(pick, depth, scoped)).join(
    one(pick, [' ', ' AND ', ' OR ', ' OR ']),
  );
}

/** What queries are made of, and what people paste with them. */
const SCRAPS = [
  'AND', 'OR', 'NOT', 'NEAR', 'NEAR/3', 'NEAR/999', 'ONEAR/S', 'ATLEAST/2', 'ATLEAST/', 'FIRST/5', 'SCORE>=3', '(', ')', '（', '）',
  '"', '“', '”', '„', '«', '»', '＂', "'", '’', '~3', '~', '^2', '^-1.5', '-', '–', '=', '\\', '*', '?', 'a', 'the', 'term*', 'x?y',
  'title:', 'source:', 'lang:en', 'length>3', 'published<', 'published>=2026-01-31', 'x:', 'https://', '[', ']', '{', '@a', ' ', ' ', '\t',
  '\n', '\0', '\u00a0', '\u3000', '\ufeff', '東', 'タワー', '서울*', 'é', 'İ', 'ß', '😀', '\ud800', '\udc00', '\u0301', '\u200d', '\ufdd0',
]; // biome-ignore format: a word list

/** Text that a query might be: scraps, any characters, a query that was damaged, or deep and long nesting. */
export function mess(pick: Pick): string {
  const kind = pick(100);
  if (kind < 35) return Array.from({ length: pick(14) }, () => one(pick, SCRAPS)).join(one(pick, ['', ' ']));
  if (kind < 50) return characters(pick, pick(40));
  if (kind < 97) return damaged(pick, query(pick, pick(3)));
  // now and then as long as a query may be, and longer
  const times = pick(200) === 0 ? pick(4000) : pick(60);
  return (
    one(pick, SCRAPS).repeat(pick(60)) +
    `${one(pick, SCRAPS)}${one(pick, SCRAPS)}`.repeat(times) +
    one(pick, SCRAPS)
  );
}

function characters(pick: Pick, length: number): string {
  const most = one(pick, [0x80, 0x100, 0x3000, 0x10000]);
  return Array.from({ length }, () => String.fromCharCode(pick(most))).join('');
}

function damaged(pick: Pick, from: string): string {
  let text = from;
  for (let times = pick(4); times > 0; times--) {
    const [at, to] = [pick(text.length + 1), pick(text.length + 1)];
    const piece = text.slice(Math.min(at, to), Math.max(at, to)).slice(0, 30);
    const put = one(pick, [one(pick, SCRAPS), '', piece, characters(pick, 2)]);
    text = text.slice(0, at) + put + text.slice(at + pick(4));
  }
  return text;
}

function text(pick: Pick, most: number): string {
  return Array.from({ length: pick(most) }, () => one(pick, WORDS) + one(pick, GLUE)).join('');
}

export function article(pick: Pick): Doc {
  const doc: Doc = { title: text(pick, 6), body: text(pick, 30) };
  if (chance(pick, 60)) doc.source = one(pick, SOURCES);
  if (chance(pick, 60)) doc.domain = one(pick, DOMAINS);
  if (chance(pick, 60)) doc.lang = one(pick, LANGS);
  if (chance(pick, 50)) doc.topic = some(pick, 3, () => one(pick, TOPICS));
  if (chance(pick, 40)) doc.author = some(pick, 2, () => one(pick, SOURCES));
  if (chance(pick, 40))
    doc.entity = some(pick, 3, () => (chance(pick, 30) ? 'per:' : '') + one(pick, SOURCES).toUpperCase());
  if (chance(pick, 40)) doc.about = one(pick, SOURCES).toLowerCase();
  if (chance(pick, 40)) doc.country = one(pick, SOURCES);
  if (chance(pick, 50)) doc.published = one(pick, DATES_OF_ARTICLES);
  if (chance(pick, 30)) doc.length = pick(40);
  if (chance(pick, 50)) doc.score = pick(10) / 2;
  return doc;
}

/** The engine from its own snapshot, in private or shared memory; changes then go on. */
export function reopened(pick: Pick, engine: Engine): Engine {
  // what was changed beside shared memory has to be brought together first
  if (engine.memory().shared > 0) while (!engine.compact(1 + pick(40)));
  const loaded = loadEngine(pick(2) === 0 ? engine.save('r') : engine.share('r'));
  if (loaded?.revision !== 'r') throw new Error('a snapshot was refused');
  return loaded.engine;
}
