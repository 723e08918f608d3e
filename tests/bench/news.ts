// Articles, names and queries for the matching benchmark. Reads open news text from ../shared/data when it is there,
// else invents some with the same shape. Everything follows from a seed.
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Doc } from '../../src/query/query.ts';

export type Random = (below: number) => number;

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const one = <T>(random: Random, from: readonly T[]): T => from[random(from.length)] as T;
const SYLLABLES = 'ba ko ri ma ten lo va shi gar del nor pie sa mu lin zer to ka ve dor'.split(' ');

function invented(random: Random): string {
  const name = Array.from({ length: 2 + random(3) }, () => one(random, SYLLABLES)).join('');
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Articles of about 400 words to match, and other texts to draw names from. */
export function readArticles(random: Random): { names: Doc[]; matched: Doc[]; origin: string } {
  const folder = new URL('../../../shared/data/topics-dev/', import.meta.url);
  const files = ['wikinews-gold-dev.jsonl.gz', 'near-dup-dev.jsonl.gz'].map((name) => new URL(name, folder));
  const docs = files.every((file) => existsSync(file)) ? files.flatMap(readNews) : inventNews(random);
  const long = docs.filter((doc) => doc.body.length > 1200);
  const summaries = new URL('wcep-unlabelled.jsonl.gz', folder);
  return {
    names: existsSync(summaries) ? readNews(summaries) : long.slice(400),
    matched: long.slice(0, 400),
    origin: files.every((file) => existsSync(file)) ? 'open news text' : 'invented text',
  };
}

function readNews(file: URL): Doc[] {
  return gunzipSync(readFileSync(file))
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line): Doc => {
      const { title, text } = JSON.parse(line) as { title?: string; text?: string };
      return { title: title ?? '', body: (text ?? '').slice(0, 6000), source: 'Wire', lang: 'en' };
    });
}

function inventNews(random: Random): Doc[] {
  const vocabulary = Array.from({ length: 20_000 }, () => invented(random));
  const word = () => {
    const rank = Math.floor(vocabulary.length ** (random(1_000_000) / 1_000_000));
    const found = vocabulary[rank - 1] ?? 'the';
    return random(8) === 0 ? found : found.toLowerCase();
  };
  const text = (words: number) => Array.from({ length: words }, word).join(' ');
  return Array.from({ length: 1500 }, () => ({
    title: text(8),
    body: `${text(400)}.`,
    source: 'Wire',
    lang: 'en',
  }));
}

/** Names of two or three words as they occur, so popular ones come up more often. */
export function namesIn(docs: readonly Doc[]): string[] {
  const found = docs.flatMap((doc) => doc.body.match(/\b[A-Z][a-z]+(?: [A-Z][a-z]+){1,2}\b/g) ?? []);
  return found.filter(
    (name) => !/^(The|This|That|In|On|At|A|An|He|She|It|But|And|For|From|While|As|After)\b/.test(name),
  );
}

/**
 * The mix: 40 % phrases, 25 % OR of 3-8 names, 20 % a AND (b ...) NOT (c ...), 10 % NEAR/3-14, 5 % prefixes.
 * `known` is the share of names in 100 that come from articles; the others are invented.
 */
export function makeQuery(random: Random, names: readonly string[], known: number): string {
  const full = () => (random(100) < known ? one(random, names) : `${invented(random)} ${invented(random)}`);
  const name = () => `"${full()}"`;
  const single = () => full().split(' ').at(-1) ?? 'x';
  const list = (count: number) => Array.from({ length: count }, name).join(' OR ');
  const dice = random(100);
  if (dice < 40) return `"${full()} ${random(3) === 0 ? full() : ''}"`.replace(/\s+"/, '"');
  if (dice < 65) return list(3 + random(6));
  if (dice < 85) return `${name()} AND (${list(1 + random(3))}) NOT (${list(1 + random(2))})`;
  if (dice < 95) return `${single()} NEAR/${3 + random(12)} ${single()}`;
  const stem = full().split(' ').at(-1) ?? '';
  return stem.length < 6 ? name() : `${stem.slice(0, 5 + random(3))}*`;
}
