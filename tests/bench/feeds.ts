// Runs parseFeed over the development set of feeds and writes results that score-feeds.mjs of the same set can judge;
// then times it beside rss-parser as shipped. Usage: node tests/bench/feeds.ts [set] [results.json] [--speed]
import { readFileSync, writeFileSync } from 'node:fs';
import RssParser from 'rss-parser';
import { parseFeed } from '../../src/feed/parse.ts';

type Expectation = { file: string; content_type: string | null; group: string; is_feed: boolean };

const [set = '../shared/data/feeds-dev', out = 'feeds-results.json'] = process.argv
  .slice(2)
  .filter((a) => !a.startsWith('--'));
const expectations: Record<string, Expectation> = JSON.parse(
  readFileSync(`${set}/expectations.json`, 'utf8'),
);
const files = Object.entries(expectations).map(([id, e]) => ({
  ...e,
  id,
  bytes: readFileSync(`${set}/${e.file}`),
}));

const results: Record<string, unknown> = {};
for (const { id, bytes, content_type } of files) {
  const outcome = await parseFeed(bytes, { contentType: content_type, url: null });
  results[id] =
    outcome.kind === 'done'
      ? {
          ok: true,
          title: outcome.value.title,
          link: outcome.value.link,
          entries: outcome.value.entries.map((e) => ({
            id: e.guid,
            link: e.link,
            title: e.title,
            published_iso: e.publishedAt,
            has_content: e.hasContent,
          })),
        }
      : { ok: false, error: outcome.detail ?? outcome.reason };
}
writeFileSync(out, JSON.stringify(results));
console.log(`${files.length} files, results in ${out}`);

/** CPU time over the captured feeds that rss-parser can read, the two in turn, median of the rounds. */
async function compareSpeed(): Promise<void> {
  const readable: typeof files = [];
  for (const file of files.filter((f) => f.is_feed && f.group === 'real')) {
    if (
      await plain(file.bytes).then(
        () => true,
        () => false,
      )
    )
      readable.push(file);
  }
  const bytes = readable.reduce((sum, file) => sum + file.bytes.length, 0);
  const rates: { ours: number[]; plain: number[] } = { ours: [], plain: [] };
  for (let round = 0; round < 9; round++) {
    rates.plain.push(await rate(bytes, () => each(readable, (file) => plain(file.bytes))));
    rates.ours.push(
      await rate(bytes, () =>
        each(readable, (f) => parseFeed(f.bytes, { contentType: f.content_type, url: null })),
      ),
    );
  }
  const [ours, theirs] = [median(rates.ours), median(rates.plain)];
  console.log(`${readable.length} feeds, ${(bytes / 1e6).toFixed(1)} MB`);
  console.log(
    `rss-parser ${theirs.toFixed(1)} MB/s, parseFeed ${ours.toFixed(1)} MB/s, ratio ${(ours / theirs).toFixed(2)}`,
  );
}

const plain = (bytes: Buffer): Promise<unknown> => new RssParser().parseString(bytes.toString('utf8'));

async function each<T>(list: T[], run: (one: T) => Promise<unknown>): Promise<void> {
  for (const one of list) await run(one);
}

async function rate(bytes: number, run: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const spent = process.cpuUsage(before);
  return bytes / (spent.user + spent.system);
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

if (process.argv.includes('--speed')) await compareSpeed();
