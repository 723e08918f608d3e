// Extracts a gold set of pages and writes what score-extraction.mjs reads; prints how title, author and date fare.
//   node tests/bench/articles.ts [SET_FOLDER] [RESULTS.json] [--part tune|unseen|all] [--misses] [--speed]
// `unseen` is a third of the pages, chosen by hash, on which no rule may be tried out.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { setImmediate as macrotask } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { Readability } from '@mozilla/readability';
import { JSDOM, VirtualConsole } from 'jsdom';
import { extractPage, type PageInput } from '../../src/extract/extract.ts';
import type { ExtractedArticle } from '../../src/model/article.ts';
import { scoreField } from './fields.ts';

type Gold = { url: string; title?: string | null; author?: string | null; publishDate?: string | null };

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    part: { type: 'string', default: 'all' },
    misses: { type: 'boolean', default: false },
    speed: { type: 'boolean', default: false },
  },
});
const [set = '../shared/data/extraction-dev', out = 'articles-results.json'] = positionals;

const partOf = (id: string) => (createHash('sha256').update(id).digest()[0]! % 3 === 0 ? 'unseen' : 'tune');
const gold: Record<string, Gold> = JSON.parse(readFileSync(`${set}/ground-truth.json`, 'utf8'));
const ids = Object.keys(gold).filter((id) => flags.part === 'all' || partOf(id) === flags.part);
const pageOf = (id: string): PageInput => ({
  bytes: gunzipSync(readFileSync(`${set}/html/${id}.html.gz`)),
  contentType: 'text/html',
  url: gold[id]!.url,
});

if (flags.speed) await compareSpeed();
else await extractAll();

async function extractAll(): Promise<void> {
  const articles: Record<string, ExtractedArticle> = {};
  const output: Record<string, { articleBody: string; method: string }> = {};
  for (const id of ids) {
    const outcome = extractPage(pageOf(id));
    if (outcome.kind === 'done') articles[id] = outcome.value;
    else console.log(`${id}: ${outcome.kind} ${outcome.reason} ${outcome.detail ?? ''}`);
    output[id] = { articleBody: articles[id]?.text ?? '', method: articles[id]?.method ?? '' };
    await macrotask();
  }
  writeFileSync(out, JSON.stringify(output));
  // the same pages as a gold file of their own, so that a part can be scored
  writeFileSync(`${out}.gold.json`, JSON.stringify(Object.fromEntries(ids.map((id) => [id, gold[id]]))));
  report(
    'title',
    (one) => one.title,
    (article) => article.title,
    articles,
  );
  report(
    'author',
    (one) => one.author,
    (article) => article.byline,
    articles,
  );
  report(
    'date',
    (one) => one.publishDate,
    (article) => article.publishedAt,
    articles,
  );
  const methods = Object.groupBy(Object.values(output), ({ method }) => method);
  console.log(
    Object.entries(methods)
      .map(([method, list]) => `${method || 'none'} ${list?.length}`)
      .join(', '),
  );
}

function report(
  field: 'title' | 'author' | 'date',
  goldOf: (gold: Gold) => string | null | undefined,
  ours: (article: ExtractedArticle) => string | null,
  articles: Record<string, ExtractedArticle>,
): void {
  const pairs = ids.flatMap((id) => {
    const wanted = goldOf(gold[id]!);
    return wanted == null || wanted === ''
      ? []
      : [{ id, wanted, found: articles[id] ? ours(articles[id]) : null }];
  });
  if (pairs.length === 0) return;
  const { line, misses } = scoreField(field, pairs);
  console.log(line);
  if (flags.misses) for (const miss of misses) console.log(`  ${miss.id}: ${miss.wanted} ≠ ${miss.found}`);
}

/** CPU of the whole pipeline beside plain jsdom and Readability: in turn on each page, two rounds, the lower one counts. */
async function compareSpeed(): Promise<void> {
  const variants: Record<string, (page: PageInput) => unknown> = {
    plain: ({ bytes, url }) => {
      const dom = new JSDOM(new TextDecoder().decode(bytes), { url, virtualConsole: new VirtualConsole() });
      return new Readability(dom.window.document).parse()?.textContent;
    },
    ours: extractPage,
  };
  for (const id of ids.slice(0, 10)) for (const run of Object.values(variants)) run(pageOf(id));
  const sums: Record<string, number> = {};
  for (const id of ids) {
    const page = pageOf(id);
    const least: Record<string, number> = {};
    for (let round = 0; round < 2; round++)
      for (const [name, run] of Object.entries(variants)) {
        const before = process.cpuUsage();
        run(page);
        const { user, system } = process.cpuUsage(before);
        least[name] = Math.min(least[name] ?? Number.POSITIVE_INFINITY, user + system);
        await macrotask();
      }
    for (const [name, spent] of Object.entries(least)) sums[name] = (sums[name] ?? 0) + spent;
  }
  for (const [name, spent] of Object.entries(sums))
    console.log(
      `${name}: ${(spent / 1000 / ids.length).toFixed(1)} ms a page, ${(spent / sums.plain!).toFixed(3)}`,
    );
}
