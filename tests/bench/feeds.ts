// Runs parseFeed over the development set of feeds and writes results that score-feeds.mjs of the same set can judge;
// then times it beside rss-parser as shipped, and beside feedsmith where a folder has it installed.
// Usage: npm run bench feeds -- [set] [results.json] [--speed] [--feedsmith FOLDER]
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import RssParser from 'rss-parser';
import { parseFeed } from '../../src/feed/parse.ts';
import { readDevelopmentSet, readingOf, type SetFile } from './feed-set.ts';

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { speed: { type: 'boolean' }, feedsmith: { type: 'string' } },
    allowPositionals: true,
  });
  const [set = '../shared/data/feeds-dev', out] = positionals;
  const files = readDevelopmentSet(set);
  const results: Record<string, unknown> = {};
  for (const file of files) results[file.id] = await readingOf(file);
  if (out !== undefined) writeFileSync(out, JSON.stringify(results));
  console.log(`${files.length} files${out === undefined ? '' : `, results in ${out}`}`);
  if (values.speed || values.feedsmith !== undefined) await compareSpeed(files, values.feedsmith);
}

type Reader = { name: string; read: (file: SetFile) => Promise<unknown>; seconds: number };

const ours = (f: SetFile): Promise<unknown> => parseFeed(f.bytes, { contentType: f.content_type, url: null });

/** The parsers to compare; feedsmith is no dependency, so it is taken from a folder that has it installed. */
function readers(feedsmith: string | undefined): Reader[] {
  const all: Reader[] = [
    { name: 'parseFeed', read: ours, seconds: 0 },
    { name: 'rss-parser', read: (file) => plain(file.bytes), seconds: 0 },
  ];
  if (feedsmith === undefined) return all;
  const theirs: { parseFeed(text: string): unknown } = createRequire(resolve(feedsmith, 'here.js'))(
    'feedsmith',
  );
  const read = async (file: SetFile): Promise<unknown> => theirs.parseFeed(file.bytes.toString('utf8'));
  return [...all, { name: 'feedsmith', read, seconds: 0 }];
}

/**
 * CPU time over the captured feeds that all of them can read. They take turns every few feeds, so that what else the
 * machine does hits all alike.
 */
async function compareSpeed(files: SetFile[], feedsmith: string | undefined): Promise<void> {
  const all = readers(feedsmith);
  const readable: SetFile[] = [];
  for (const file of files.filter((f) => f.is_feed && f.group === 'real')) {
    const read = await Promise.allSettled(all.map(async (one) => one.read(file)));
    if (read.every((one) => one.status === 'fulfilled')) readable.push(file);
  }
  const megabytes = readable.reduce((sum, file) => sum + file.bytes.length, 0) / 1e6;
  const rounds = 12;
  // the first rounds warm the compiler up
  for (let round = -3; round < rounds; round++) {
    for (let at = 0; at < readable.length; at += 8) {
      const few = readable.slice(at, at + 8);
      for (const one of all) {
        const seconds = await cpu(() => each(few, one.read));
        if (round >= 0) one.seconds += seconds;
      }
    }
  }
  console.log(`${readable.length} feeds that all can read, ${megabytes.toFixed(1)} MB, ${rounds} rounds`);
  const [own, ...others] = all;
  for (const { name, seconds } of all)
    console.log(`${name.padEnd(10)} ${((megabytes * rounds) / seconds).toFixed(1).padStart(6)} MB/s`);
  for (const { name, seconds } of others)
    console.log(`parseFeed is ${(seconds / (own?.seconds ?? 1)).toFixed(2)} times as fast as ${name}`);
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

await main();
