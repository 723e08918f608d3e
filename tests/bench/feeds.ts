// Runs parseFeed over the development set of feeds and writes results that score-feeds.mjs of the same set can judge;
// then times it beside rss-parser as shipped. Usage: node tests/bench/feeds.ts [set] [results.json] [--speed]
import { readFileSync, writeFileSync } from 'node:fs';
import RssParser from 'rss-parser';
import { parseFeed } from '../../src/feed/parse.ts';

type Expectation = { file: string; content_type: string | null; group: string; is_feed: boolean };
export type SetFile = Expectation & { id: string; bytes: Buffer };

export function readDevelopmentSet(folder: string): SetFile[] {
  const expectations: Record<string, Expectation> = JSON.parse(
    readFileSync(`${folder}/expectations.json`, 'utf8'),
  );
  return Object.entries(expectations).map(([id, e]) => ({
    ...e,
    id,
    bytes: readFileSync(`${folder}/${e.file}`),
  }));
}

/** What `try feed` says of a file. */
export async function readingOf(file: SetFile): Promise<unknown> {
  const outcome = await parseFeed(file.bytes, { contentType: file.content_type, url: null });
  if (outcome.kind !== 'done') return { ok: false, error: outcome.detail ?? outcome.reason };
  const { title, link, entries } = outcome.value;
  return {
    ...{ ok: true, title, link },
    entries: entries.map((e) => ({
      ...{ id: e.guid, link: e.link, title: e.title },
      ...{ published_iso: e.publishedAt, has_content: e.hasContent },
    })),
  };
}

async function main(): Promise<void> {
  const [set = '../shared/data/feeds-dev', out] = process.argv
    .slice(2)
    .filter((arg) => !arg.startsWith('--'));
  const files = readDevelopmentSet(set);
  const results: Record<string, unknown> = {};
  for (const file of files) results[file.id] = await readingOf(file);
  if (out !== undefined) writeFileSync(out, JSON.stringify(results));
  console.log(`${files.length} files${out === undefined ? '' : `, results in ${out}`}`);
  if (process.argv.includes('--speed')) await compareSpeed(files);
}

/**
 * CPU time over the captured feeds that rss-parser can read. The two take turns every few feeds, so that what else the
 * machine does hits both alike.
 */
async function compareSpeed(files: SetFile[]): Promise<void> {
  const readable: SetFile[] = [];
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

if (import.meta.main) await main();
