// Topics: articles of 400 words a second in one thread, classifier and rules together as the service runs them, beside
// the language detector and a plain tokeniser in the same run; and the size of the model.
//
//   node tests/bench/topics.ts        npm run bench topics
//
// Texts are those of ../shared/data/topics-dev/wikinews-gold-dev.jsonl.gz, each brought to 400 words. The figures are
// CPU time; what counts is their ratio, since machines differ.
import { existsSync, readFileSync, statSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { eld } from 'eld/small';
import { openClassifier, TOPIC_MODEL_FILE } from '../../src/cli/open-classifier.ts';
import { readVocabulary } from '../../src/config/vocabulary.ts';
import { tokenize } from '../../src/query/query.ts';
import { compileVocabulary } from '../../src/tag/compile.ts';
import { scoreTopics } from '../../src/tag/topics/score.ts';

const WORDS = 400;
const ROUNDS = 9;

type Article = { title: string; body: string; leadEnd: number };

const path = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const file = path('../shared/data/topics-dev/wikinews-gold-dev.jsonl.gz');

/** The text over and over until it has the words, cut behind the last. */
function sized(text: string): string {
  const words = text.split(/(?<=\s)/);
  return Array.from({ length: WORDS }, (_, i) => words[i % words.length]).join('');
}

function articles(): Article[] {
  const lines = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n');
  return lines.map((line) => {
    const { title, text } = JSON.parse(line) as { title?: string; text: string };
    const body = sized(text);
    return { title: title ?? '', body, leadEnd: tokenize(body)[60]?.start ?? body.length };
  });
}

/** Median of articles a second of CPU over rounds in which all works take turns. */
function race(
  texts: readonly Article[],
  works: Record<string, (text: Article) => unknown>,
): Map<string, number> {
  const rates = new Map(Object.keys(works).map((name) => [name, [] as number[]]));
  for (let round = 0; round < ROUNDS + 2; round++) {
    for (const [name, work] of Object.entries(works)) {
      const start = process.cpuUsage();
      for (const text of texts) work(text);
      const { user, system } = process.cpuUsage(start);
      if (round >= 2) rates.get(name)?.push((1_000_000 * texts.length) / (user + system));
    }
  }
  return new Map([...rates].map(([name, each]) => [name, each.toSorted((a, b) => a - b)[ROUNDS >> 1] ?? 0]));
}

if (!existsSync(file)) console.log(`No articles to measure on: ${file} is not there.`);
else {
  const { classifier, notice } = openClassifier(path('config'));
  if (notice !== null) console.log(notice);
  const data = readVocabulary(path('config'));
  const both = compileVocabulary(data, null, classifier);
  const rules = compileVocabulary(data);
  const topicsBy = (vocabulary: typeof both) => (text: Article) =>
    scoreTopics({ title: text.title, body: text.body, entity: [] }, text.leadEnd, 'en', vocabulary);
  const rates = race(articles(), {
    'classifier and rules': topicsBy(both),
    'classifier alone': ({ title, body }) => classifier?.score(title, body),
    'rules alone': topicsBy(rules),
    'eld, whole text': ({ title, body }) => eld.detect(`${title}\n${body}`),
    'words split and folded': ({ title, body }) => [tokenize(title), tokenize(body)],
    'words split by a regular expression': ({ title, body }) =>
      `${title} ${body}`.toLowerCase().match(/[\p{L}\p{N}]+/gu),
  });
  const base = rates.get('words split and folded') ?? 1;
  for (const [name, rate] of rates) {
    const ratio = (rate / base).toFixed(2);
    console.log(
      `${name.padEnd(36)} ${rate.toFixed(0).padStart(6)} articles/s   ${ratio} of the plain tokeniser`,
    );
  }
  const model = path(`config/${TOPIC_MODEL_FILE}`);
  if (existsSync(model)) console.log(`model: ${(statSync(model).size / 1024 ** 2).toFixed(2)} MB`);
}
