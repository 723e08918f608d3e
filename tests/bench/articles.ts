// Reads gold sets of pages: prints how title, author and date fare and what it costs; RESULTS.json is for score-extraction.mjs.
//   npm run bench articles -- [SET_FOLDER] [RESULTS.json] [--part tune|unseen|all] [--misses] [--speed]
// Without a folder: both sets, then CPU and peak RSS beside plain jsdom and Readability; --speed: only these.
// `unseen` is a third of the pages, chosen by hash, on which no rule may be tried out.
import { writeFileSync } from 'node:fs';
import { setImmediate as macrotask } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { extractPage } from '../../src/extract/extract.ts';
import type { ExtractedArticle } from '../../src/model/article.ts';
import { compareCost } from './article-cost.ts';
import { scoreField } from './fields.ts';
import { type Gold, openGoldSet } from './gold-set.ts';

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    part: { type: 'string', default: 'all' },
    misses: { type: 'boolean', default: false },
    speed: { type: 'boolean', default: false },
  },
});
const [wanted, out] = positionals;
const sets =
  wanted === undefined ? ['../shared/data/extraction-dev', '../shared/data/extraction-wcxb-dev'] : [wanted];

for (const set of sets) {
  console.log(set);
  if (!flags.speed) await extractAll(set);
  if (flags.speed || wanted === undefined) await compareCost(set);
}

async function extractAll(set: string): Promise<void> {
  const { gold, ids, pageOf } = openGoldSet(set, flags.part);
  const articles: Record<string, ExtractedArticle> = {};
  const output: Record<string, { articleBody: string; method: string }> = {};
  for (const id of ids) {
    const outcome = extractPage(pageOf(id));
    if (outcome.kind === 'done') articles[id] = outcome.value;
    else console.log(`${id}: ${outcome.kind} ${outcome.reason} ${outcome.detail ?? ''}`);
    output[id] = { articleBody: articles[id]?.text ?? '', method: articles[id]?.method ?? '' };
    await macrotask();
  }
  if (out !== undefined) {
    writeFileSync(out, JSON.stringify(output));
    // the same pages as a gold file of their own, so that a part can be scored
    writeFileSync(`${out}.gold.json`, JSON.stringify(Object.fromEntries(ids.map((id) => [id, gold[id]]))));
  }
  const part = ids.map((id) => ({ id, gold: gold[id]!, article: articles[id] }));
  report('title', part, [(one) => one.title, (article) => article.title]);
  report('author', part, [(one) => one.author, (article) => article.byline]);
  report('date', part, [(one) => one.publishDate, (article) => article.publishedAt]);
  const methods = Object.groupBy(Object.values(output), ({ method }) => method);
  console.log(
    Object.entries(methods)
      .map(([method, list]) => `${method || 'none'} ${list?.length}`)
      .join(', '),
  );
}

type Read = { id: string; gold: Gold; article: ExtractedArticle | undefined };

function report(
  field: 'title' | 'author' | 'date',
  read: Read[],
  [goldOf, ours]: [(gold: Gold) => string | null | undefined, (article: ExtractedArticle) => string | null],
): void {
  const pairs = read.flatMap(({ id, gold, article }) => {
    const wanted = goldOf(gold);
    return wanted == null || wanted === '' ? [] : [{ id, wanted, found: article ? ours(article) : null }];
  });
  if (pairs.length === 0) return;
  const { line, misses } = scoreField(field, pairs);
  console.log(line);
  if (flags.misses) for (const miss of misses) console.log(`  ${miss.id}: ${miss.wanted} ≠ ${miss.found}`);
}
