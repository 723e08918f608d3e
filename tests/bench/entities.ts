// Names per CPU second: the whole finding of names (words, tokens, both passes, packs) beside compromise, and load time.
//   npm run bench entities -- [--compromise FOLDER] [--rounds 5] [--texts 80]
// FOLDER holds compromise 14 and what it needs under node_modules; without it only our own figures are told.
// Both read the same texts in turn, in one process and one thread; rounds are in CPU time, the first is left out.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openTagger } from '../../src/cli/open-tagger.ts';
import { readVocabulary } from '../../src/config/vocabulary.ts';
import { compileVocabulary } from '../../src/tag/compile.ts';
import { readModel } from '../../src/tag/entities/crf/read-model.ts';
import { createTagger } from '../../src/tag/entities/crf/tag.ts';
import { readTokens } from '../../src/tag/entities/crf/tokens.ts';
import { findMentions } from '../../src/tag/entities/find.ts';
import { findNamed } from '../../src/tag/entities/named.ts';
import { readDocument } from '../../src/tag/entities/word.ts';

const { values: options } = parseArgs({
  options: {
    compromise: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    texts: { type: 'string', default: '80' },
  },
});
const CONFIG = fileURLToPath(new URL('../../config/', import.meta.url));
const DEV = fileURLToPath(new URL('../../../shared/data/ner-dev/dev/', import.meta.url));
const GOLD = fileURLToPath(new URL('../golden/entities/train/', import.meta.url));
const SENTENCES = 25;

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/** Running text of about 600 words a piece: the development sets where they are at hand, else our own gold text. */
function readTexts(): string[] {
  const sentences = existsSync(DEV)
    ? readdirSync(DEV).flatMap((file) => conllSentences(readFileSync(join(DEV, file), 'utf8')))
    : readdirSync(GOLD).flatMap((file) =>
        readFileSync(join(GOLD, file), 'utf8')
          .replace(/\[[A-Z]{3,4} ([^\]]*)\]/g, '$1')
          .split('\n'),
      );
  const pieces = Math.ceil(sentences.length / SENTENCES);
  const texts = Array.from({ length: pieces }, (_, at) =>
    sentences.slice(at * SENTENCES, (at + 1) * SENTENCES).join(' '),
  );
  // spread over all kinds of text
  const step = Math.max(1, Math.floor(pieces / Number(options.texts)));
  return texts.filter((_, at) => at % step === 0);
}

const conllSentences = (source: string): string[] =>
  source
    .split(/\n\s*\n/)
    .filter((block) => !block.startsWith('-DOCSTART-'))
    .map((block) =>
      block
        .split('\n')
        .map((line) => line.split('\t')[0])
        .join(' '),
    )
    .map((text) => text.replace(/ ([,.;:!?%)]|'s\b|n't\b)/g, '$1').replace(/([([]) /g, '$1'));

const { tagger, notice } = openTagger(CONFIG);
if (tagger === null) throw new Error(notice);
const vocabulary = compileVocabulary(readVocabulary(CONFIG), tagger).entities;
const texts = readTexts();
const tokens = texts.reduce(
  (sum, text) => sum + readTokens(readDocument('', text), tagger.isNation).raws.length,
  0,
);

type Runner = { name: string; run(text: string): void };
const runners: Runner[] = [
  { name: 'presswatch, all of it', run: (text) => findMentions('', text, 'en', vocabulary) },
  { name: 'presswatch, the model alone', run: (text) => findNamed(readDocument('', text), tagger) },
];
if (options.compromise !== undefined) runners.push(loadCompromise(options.compromise));

/** The three kinds of names, offsets off. */
function loadCompromise(folder: string): Runner {
  const load = createRequire(join(folder, 'package.json'));
  type Doc = { people(): Doc; places(): Doc; organizations(): Doc; out(kind: 'array'): string[] };
  const nlp = load('compromise') as (text: string) => Doc;
  return {
    name: 'compromise',
    run(text) {
      const doc = nlp(text);
      doc.people().out('array');
      doc.places().out('array');
      doc.organizations().out('array');
    },
  };
}

const rates = new Map<string, number[]>(runners.map(({ name }) => [name, []]));
for (let round = 0; round <= Number(options.rounds); round++) {
  for (const { name, run } of runners) {
    const before = cpu();
    for (const text of texts) run(text);
    if (round > 0) rates.get(name)?.push(tokens / (cpu() - before));
  }
}
const median = (list: readonly number[]): number =>
  list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;

console.log(
  `${texts.length} texts, ${tokens} tokens; medians of ${options.rounds} rounds, tokens per CPU second`,
);
const theirs = median(rates.get('compromise') ?? []);
for (const [name, list] of rates) {
  const ratio =
    theirs === 0 || name === 'compromise' ? '' : `  ${(median(list) / theirs).toFixed(1)} × compromise`;
  console.log(`  ${name.padEnd(28)} ${Math.round(median(list)).toString().padStart(8)}${ratio}`);
}

const file = join(CONFIG, 'models/entities-en/model.bin');
const loads = Array.from({ length: 9 }, () => {
  const before = cpu();
  const read = readModel(readFileSync(file));
  if (read.ok) createTagger(read.model);
  return (cpu() - before) * 1000;
});
console.log(
  `model: ${statSync(file).size} bytes, loaded in ${median(loads).toFixed(0)} ms of CPU (median of 9)`,
);
