// Stories: which copies are told, and what finding them costs with many articles in the window, on a real PostgreSQL.
//
//   node tests/bench/stories.ts [ARTICLES …]        npm run bench stories -- 10000 100000 1000000
//
// Told: by the development set in ../shared/data/topics-dev, skipped when absent. Cost: made-up texts as news has them.
// Of each text 3 % are phrases that everybody uses, by Zipf; 60 % of the texts share a paragraph with those of the same
// agency; five stories were printed by 500 sites each, with changes of their own. A million takes five minutes.
import { existsSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { gunzipSync } from 'node:zlib';
import { saveRevision } from '../../src/store/articles.ts';
import { one, type Store } from '../../src/store/db.ts';
import { addFeed } from '../../src/store/feeds.ts';
import { assignStory, type NearText } from '../../src/store/stories.ts';
import type { StoryText } from '../../src/store/story-texts.ts';
import { copyOf } from '../../src/tag/story/copy.ts';
import { keysOf, PRINT_SIZE, printOf } from '../../src/tag/story/print.ts';
import { newText, startStores, type TestStores } from '../support/store.ts';

const DATA = new URL('../../../shared/data/topics-dev/', import.meta.url);
const WINDOW_HOURS = 168;
const LOADED_AT_A_TIME = 2000;
const WARMING = 200;
const MEASURED = 2000;
/** of /proc/PID/stat, on every Linux in use */
const MS_PER_TICK = 10;

type Item = { id: string; cluster: string; kind: string; title: string; text: string };

function read<One>(name: string): One[] {
  const lines = gunzipSync(readFileSync(new URL(name, DATA))).toString('utf8');
  return lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as One);
}

function measureTold(): void {
  const items = read<Item>('near-dup-dev.jsonl.gz').map((one) => ({
    ...one,
    print: printOf(one.text),
    site: one.id,
  }));
  type Labelled = { id: string | number; topics: string[] };
  const topics = new Map(
    read<Labelled>('wikinews-gold-dev.jsonl.gz').map((one) => [String(one.id), one.topics]),
  );
  const originals = new Map(items.filter(({ kind }) => kind === 'original').map((one) => [one.cluster, one]));
  // one shared hash would do where it is not everybody's; here no copy may need that
  const found = (a: Uint32Array, b: Uint32Array) => {
    const keys = new Set(keysOf(a));
    return keysOf(b).filter((key) => keys.has(key)).length > 1;
  };
  for (const [kind, copies] of Map.groupBy(items, (one) => one.kind)) {
    const told = copies.filter((copy) => {
      const original = originals.get(copy.cluster);
      return original && found(original.print, copy.print) && copyOf(original, copy) !== null;
    });
    const share = ((100 * told.length) / copies.length).toFixed(1);
    if (kind !== 'original') console.log(`${kind.padEnd(10)} ${share} % of ${copies.length} copies told`);
  }
  const of = { pairs: 0, joined: 0, alike: 0, alikeJoined: 0 };
  items.forEach((a, at) => {
    for (const b of items.slice(at + 1)) {
      if (a.cluster === b.cluster) continue;
      const joined = copyOf(a, b) === null ? 0 : 1;
      const about = topics.get(b.cluster);
      const alike = topics.get(a.cluster)?.some((code) => about?.includes(code)) ? 1 : 0;
      of.pairs++;
      of.joined += joined;
      of.alike += alike;
      of.alikeJoined += alike * joined;
    }
  });
  console.log(
    `wrongly joined: ${of.joined} of ${of.pairs} pairs, ${of.alikeJoined} of ${of.alike} that share a topic`,
  );
  const start = process.cpuUsage();
  for (const { text } of items) printOf(text);
  const { user, system } = process.cpuUsage(start);
  const words = items.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0) / items.length;
  const ms = (user + system) / 1000 / items.length;
  console.log(`making the print: ${ms.toFixed(2)} ms of CPU a text of ${words.toFixed(0)} words on average`);
}

/** Numbers from 0 to 1, the same in each run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Makes prints of texts of 150 to 800 words. */
function press(): (hot: boolean) => Uint32Array {
  const random = seeded(7);
  const hash = () => Math.floor(random() * 2 ** 32);
  const many = (count: number) => Array.from({ length: count }, hash);
  const phrases = many(20_000);
  const zipf = <One>(list: readonly One[]) => list[Math.floor(list.length ** random()) - 1] as One;
  const agencies = Array.from({ length: 200 }, () => many(30));
  const stories = Array.from({ length: 5 }, () => many(450));
  return (hot) => {
    const words = 150 + Math.floor(random() * 650);
    const own = hot ? zipf(stories).filter(() => random() < 0.8) : many(Math.floor(words * 0.97));
    const shared = Array.from({ length: words * 0.03 }, () => zipf(phrases));
    if (random() < 0.6) shared.push(...zipf(agencies));
    return Uint32Array.from(new Set([...own, ...shared]))
      .sort()
      .slice(0, PRINT_SIZE);
  };
}

async function load(store: Store, count: number, print: (hot: boolean) => Uint32Array): Promise<void> {
  const bytes = (hashes: Uint32Array) => Buffer.from(hashes.slice().buffer).swap32();
  await store.query('alter table story_key drop constraint story_key_pkey');
  for (let at = 0; at < count; at += LOADED_AT_A_TIME) {
    const prints = Array.from({ length: LOADED_AT_A_TIME }, (_, i) =>
      print(((at + i) * 2500) % count < 2500),
    );
    const range = [at + 1, at + LOADED_AT_A_TIME];
    const rows = 'from generate_series($1::int, $2::int) n';
    await store.query(`insert into story (head_article_id) select n ${rows}`, range);
    await store.query(`insert into article (key, url, feed_id, story_id) select n, n, 1, n ${rows}`, range);
    await store.query(
      `insert into revision (article_id, number, text_hash, title, text, quality, method, lang)
         select n, 1, n, 'Harbour closed after storm', '', 'full', '', 'en' ${rows}`,
      range,
    );
    await store.query(
      `insert into story_text (revision_id, article_id, story_id, lang, seen_at, title, url, print, keys)
         select $1 + n - 1, $1 + n - 1, $1 + n - 1, 'en', now(), 'Harbour closed after storm',
             'https://example.org/news/harbour-closed-after-storm-' || $1 + n, print, keys::int[]
           from unnest($2::bytea[], $3::text[]) with ordinality of (print, keys, n)`,
      [at + 1, prints.map(bytes), prints.map((one) => `{${keysOf(one).join()}}`)],
    );
  }
  await store.query("set maintenance_work_mem = '512MB'");
  await store.query('insert into story_key select unnest(keys), revision_id from story_text');
  await store.query('alter table story_key add primary key (key, revision_id)');
  await store.query('vacuum analyze');
}

async function measureCost(stores: TestStores, count: number): Promise<void> {
  const store = await stores.fresh();
  const { id: feedId } = await addFeed(store, { url: 'https://example.org/feed' });
  const print = press();
  await load(store, count, print);
  const texts: StoryText[] = [];
  for (let n = 0; n < WARMING + MEASURED; n++) {
    const own = { print: print(n % 20 === 0), title: 'Storm closes harbour' };
    const url = `https://example.org/${n}`;
    const saved = await store.tx((sql) => {
      const source = { key: `new ${n}`, url, feedId, pageId: null, words: [] };
      return saveRevision(sql, source, newText(own.title, ''));
    });
    texts.push({ ...own, ...saved, url, seenAt: new Date(), lang: 'en', keys: keysOf(own.print) });
  }
  const tookMs: number[] = [];
  let [joined, compared, ours, server] = [0, 0, 0, 0];
  for (const [n, text] of texts.entries()) {
    if (n === WARMING) [ours, server] = [ownCpuMs(), await serverCpuMs(store)];
    const copy = (near: NearText) => {
      compared++;
      return copyOf({ ...text, site: '' }, { ...near, site: '' });
    };
    const start = performance.now();
    const told = await store.tx((sql) => assignStory(sql, text, { windowHours: WINDOW_HOURS, copy }));
    tookMs.push(performance.now() - start);
    if (told.joined) joined++;
  }
  ours = (ownCpuMs() - ours) / MEASURED;
  server = ((await serverCpuMs(store)) - server) / MEASURED;
  const size = await one<{ texts: number; keys: number }>(
    store,
    "select pg_total_relation_size('story_text') as texts, pg_total_relation_size('story_key') as keys",
  );
  const each = (bytes = 0) => `${(bytes / (count + WARMING + MEASURED) / 1024).toFixed(2)} KB`;
  const told = tookMs.length;
  console.log(
    `${count} in the window: ${(ours + server).toFixed(2)} ms of CPU an article, ${server.toFixed(2)} of them PostgreSQL's; ` +
      `on the clock ${middle(tookMs)} ms, 99 % within ${middle(tookMs, 0.99)}; ` +
      `${(compared / told).toFixed(1)} texts compared, ${joined} of ${told} joined; ` +
      `in the store ${each(size?.texts)} an article for texts, ${each(size?.keys)} for keys`,
  );
}

function ownCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** What the server's processes for our connections have used; 0 where there is no /proc. */
async function serverCpuMs(store: Store): Promise<number> {
  const own =
    'select pid from pg_stat_activity where datname = current_database() and client_port is not null';
  const { rows } = await store.query<{ pid: number }>(own);
  return rows.reduce((sum, { pid }) => {
    const stat = `/proc/${pid}/stat`;
    if (!existsSync(stat)) return sum;
    const fields = readFileSync(stat, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return sum + (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
  }, 0);
}

const middle = (values: readonly number[], share = 0.5): string =>
  (values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0).toFixed(2);

if (existsSync(DATA)) measureTold();
const counts = process.argv.slice(2).map(Number).filter(Number.isFinite);
const stores = await startStores();
try {
  for (const count of counts.length > 0 ? counts : [10_000]) await measureCost(stores, count);
} finally {
  await stores.stop();
}
