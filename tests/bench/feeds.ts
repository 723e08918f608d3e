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

/**
 * CPU time over the captured feeds that rss-parser can read. The two take turns every few feeds, so that what else the
 * machine does hits both alike.
 */
async function compareSpeed(): Promise<void> {
  const readable: typeof files = [];
  for (const file of files.filter((f) => f.is_feed && f.group === 'real')) {
    const read = await plain(file.bytes).then(
      () => true,
      () => false,
    );
    if (read) readable.push(file);
  }
  const megabytes = readable.reduce((sum, file) => sum + file.bytes.length, 0) / 1e6;
  const spent = { plain: 0, ours: 0 };
  const rounds = 12;
  // the first rounds warm the compiler up
  for (let round = -3; round < rounds; round++) {
    for (let at = 0; at < readable.length; at += 8) {
      const few = readable.slice(at, at + 8);
      const theirs = await cpu(() => each(few, (file) => plain(file.bytes)));
      const own = await cpu(() =>
        each(few, (f) => parseFeed(f.bytes, { contentType: f.content_type, url: null })),
      );
      if (round < 0) continue;
      spent.plain += theirs;
      spent.ours += own;
    }
  }
  const speed = (seconds: number): string => ((megabytes * rounds) / seconds).toFixed(1);
  console.log(`${readable.length} feeds, ${megabytes.toFixed(1)} MB, ${rounds} rounds`);
  console.log(`rss-parser ${speed(spent.plain)} MB/s, parseFeed ${speed(spent.ours)} MB/s`);
  console.log(`ratio ${(spent.plain / spent.ours).toFixed(2)}`);
}

const plain = (bytes: Buffer): Promise<unknown> => new RssParser().parseString(bytes.toString('utf8'));

async function each<T>(list: T[], run: (one: T) => Promise<unknown>): Promise<void> {
  for (const one of list) await run(one);
}

/** CPU seconds of this process. */
async function cpu(run: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

if (process.argv.includes('--speed')) await compareSpeed();
