// Topic rules alone, without the model: right and wrong codes on the development articles, and CPU time.
//
//   node tests/bench/topic-rules.ts [DATA]        npm run bench topic-rules
//
// DATA is a JSON-lines file, gzipped, of {id, title, text, topics}; ../shared/data/topics-dev/wikinews-gold-dev.jsonl.gz
// when absent. Two halves are told apart by the first hex digit of sha256(id): 0-7 was looked at while rules were
// written, 8-f never. The gap between them is how much the rules owe to having seen the texts.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { readVocabulary } from '../../src/config/vocabulary.ts';
import { compileVocabulary } from '../../src/tag/compile.ts';
import { tagText } from '../../src/tag/tag.ts';

type Item = { id: string | number; title?: string; text: string; topics: string[] };
type Tally = { items: number; right: number; given: number; wanted: number; first: number };

const path = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const file = process.argv[2] ?? path('../shared/data/topics-dev/wikinews-gold-dev.jsonl.gz');

const vocabulary = compileVocabulary(readVocabulary(path('config')));

/** The codes as they are, or with everything broader. */
const widen = (codes: readonly string[], level: string): Set<string> =>
  new Set(level === 'exact' ? codes : codes.flatMap((code) => [code, ...vocabulary.tree.broader(code)]));

const halfOf = ({ id }: Item): string =>
  createHash('sha256').update(String(id)).digest('hex') < '8' ? 'seen' : 'unseen';

function count(tally: Tally, gold: ReadonlySet<string>, given: ReadonlySet<string>): void {
  tally.items++;
  tally.right += [...given].filter((code) => gold.has(code)).length;
  tally.given += given.size;
  tally.wanted += gold.size;
  const [first] = given;
  if (first !== undefined && gold.has(first)) tally.first++;
}

function measure(items: readonly Item[]): void {
  const tallies = new Map<string, Tally>();
  const start = process.cpuUsage();
  const found = items.map(({ title = '', text }) => tagText({ title, text, lang: 'en' }, vocabulary).topics);
  const { user, system } = process.cpuUsage(start);
  items.forEach((item, at) => {
    for (const level of ['exact', 'with broader']) {
      const name = `${halfOf(item)}, ${level}`;
      const tally = tallies.get(name) ?? { items: 0, right: 0, given: 0, wanted: 0, first: 0 };
      tallies.set(name, tally);
      const codes = (found[at] ?? []).map(({ code }) => code);
      count(tally, widen(item.topics, level), widen(codes, level));
    }
  });
  for (const [name, { items: n, right, given, wanted, first }] of [...tallies].sort()) {
    const share = (part: number, whole: number) => (part / whole).toFixed(3);
    const f1 = share(2 * right, given + wanted);
    const parts = `P ${share(right, given)}  R ${share(right, wanted)}  first right ${share(first, n)}`;
    console.log(`${name.padEnd(22)} ${n} articles  F1 ${f1}  ${parts}`);
  }
  console.log(`${((user + system) / 1000 / items.length).toFixed(2)} ms of CPU an article, names found too`);
}

if (!existsSync(file)) console.log(`No articles to measure on: ${file} is not there.`);
else {
  const lines = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n');
  measure(lines.map((line) => JSON.parse(line) as Item));
}
