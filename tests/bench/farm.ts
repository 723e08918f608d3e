// Feed farm: what the fetch-feeds stage costs, and whether its manners are without fault. Needs ../shared/bench/feed-farm.
//   npm run bench farm                        cost: cold, unchanged and changed round; bare, then with storage and queue
//   npm run bench farm -- hard                manners: three rounds over the hard mix, faults by the farm's own counters
//   options: --feeds 1000 --hosts 200 --at-once N --queue redis|postgres --no-reference
// The bounds: bare 2.2 ms CPU a feed cold and 0.8 unchanged; with storage and queue three times that.
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { all } from '../../src/store/db.ts';
import { barePoller } from './farm/bare.ts';
import { FAULTS, type Farm, startFarm, type Truth } from './farm/server.ts';
import { canRun, type House, openHouse } from './farm/whole.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    feeds: { type: 'string', default: '1000' },
    hosts: { type: 'string' },
    'at-once': { type: 'string' },
    queue: { type: 'string' },
    'no-reference': { type: 'boolean', default: false },
  },
});
const feeds = Number(values.feeds);
// under the host gap, more at once would only crowd the farm
const atOnce = Number(values['at-once'] ?? (positionals[0] === 'hard' ? 12 : 32));
const queues = (['redis', 'postgres'] as const).filter((one) => (values.queue ?? one) === one && canRun(one));

/** Three rounds as the farm means them. `same`: nothing has changed. */
async function threeRounds<T>(
  farm: Farm,
  round: () => Promise<T>,
): Promise<{ cold: T; same: T; changed: T }> {
  const cold = await round();
  const same = await round();
  await farm.round();
  return { cold, same, changed: await round() };
}

const each = (ms: number): string => (ms / feeds).toFixed(2).padStart(6);

async function cost(): Promise<void> {
  console.log('CPU ms a feed             cold   same  changed');
  await onFarm('plain', async (farm, urls) => {
    // the first run warms the compiler up, as it is in a service
    const warm = barePoller(urls, atOnce);
    await warm.round();
    await warm.close();
    const poller = barePoller(urls, atOnce);
    const { cold, same, changed } = await threeRounds(farm, poller.round);
    await poller.close();
    console.log(`bare                    ${each(cold.ms)} ${each(same.ms)}   ${each(changed.ms)}`);
    console.log(
      `  read ${cold.done}, failed ${cold.failed}; items ${cold.news}, ${same.news}, ${changed.news}`,
    );
  });
  for (const queue of queues) {
    await onFarm('plain', async (farm, urls) => {
      const house = await openHouse(urls, { queue, atOnce, gapMs: 0 });
      const { cold, same, changed } = await threeRounds(farm, house.round);
      console.log(`stored, queue on ${queue.padEnd(8)} ${each(cold)} ${each(same)}   ${each(changed)}`);
      console.log(`  ${await contents(house)}`);
      await house.close();
    });
  }
  if (!values['no-reference']) await onFarm('plain', reference);
}

const contents = async ({ store }: House): Promise<string> => {
  const [row] = await all(
    store,
    `select (select count(*) from item) as items, (select count(*) from feed where last_ok_at is not null) as feeds,
       (select count(*) from feed where failures > 0) as failing`,
  );
  return JSON.stringify(row);
};

/** python3-feedparser as Debian ships it, one thread, conditional; a fifth of the feeds, since it takes its time. */
async function reference(farm: Farm, urls: string[]): Promise<void> {
  const some = urls.slice(0, Math.ceil(urls.length / 5));
  const run = (round: boolean) =>
    spawnSync('/usr/bin/python3', ['-c', PYTHON, round ? `${some.length}` : ''], {
      input: some.join('\n'),
      encoding: 'utf8',
    });
  void farm;
  const { stdout, status } = run(true);
  if (status !== 0) return console.log('python3-feedparser is not here: no reference');
  const [cold = 0, same = 0] = JSON.parse(stdout);
  const per = (ms: number) => (ms / some.length).toFixed(2).padStart(6);
  console.log(
    `python3-feedparser      ${per(cold)} ${per(same)}        (${some.length} feeds, nothing stored)`,
  );
}

const PYTHON = `
import sys, os, json, feedparser
urls = sys.stdin.read().split()
state = {}
def cpu():
    t = os.times(); return (t.user + t.system) * 1000
def one_round():
    start = cpu()
    for url in urls:
        etag, modified = state.get(url, (None, None))
        d = feedparser.parse(url, etag=etag, modified=modified)
        state[url] = (d.get('etag', etag), d.get('modified', modified))
    return cpu() - start
print(json.dumps([one_round(), one_round()]))
`;

async function manners(): Promise<void> {
  const queue = queues[0] ?? 'postgres';
  await onFarm('hard', async (farm, urls) => {
    const house = await openHouse(urls, { queue, atOnce, gapMs: 1000 });
    for (let round = 1; round <= 3; round++) {
      if (round > 1) await farm.round();
      await house.round();
      const missing = await notFound(house, await farm.truth());
      if (missing.length > 0) console.log(await troubles(house));
      console.log(
        `round ${round}: newest item missing of ${missing.length} feeds ${JSON.stringify(missing.slice(0, 5))}`,
      );
    }
    const stats = await farm.stats();
    console.log(
      `requests ${stats.requests}, by status ${JSON.stringify(stats.status)}, conditional ${stats.conditional}`,
    );
    const faults = FAULTS.filter((fault) => stats[fault] > 0);
    console.log(FAULTS.map((fault) => `${fault} ${stats[fault]}`).join(', '));
    console.log(faults.length === 0 ? 'no fault' : `FAULTS: ${faults.join(', ')}`);
    if (faults.length > 0) process.exitCode = 1;
    await house.close();
  });
}

/** What feeds failed of, and how often: which of that is the farm's doing is for the reader to say. */
async function troubles({ store }: House): Promise<string> {
  const rows = await all<{ says: string; n: number }>(
    store,
    `select last_error as says, count(*) as n from feed where failures > 0 group by 1 order by 2 desc limit 12`,
  );
  return rows.map(({ says, n }) => `  ${n} × ${says}`).join('\n');
}

/** Feeds whose newest item did not get into the store. RDF has it by its address only. */
async function notFound({ store }: House, truth: Truth[]): Promise<string[]> {
  const rows = await all<{ guid: string | null; url: string | null }>(store, 'select guid, url from item');
  const known = new Set(rows.flatMap(({ guid, url }) => [guid ?? '', url ? new URL(url).pathname : '']));
  return truth
    .filter(({ newest }) => newest !== null)
    .filter(
      ({ newest }) =>
        !known.has(newest ?? '') && !known.has((newest ?? '').replace(/^farm-(\d+)-(\d+)$/, '/a/$1/$2')),
    )
    .map(({ n, kind }) => `${n} ${kind}`);
}

async function onFarm(
  mix: 'plain' | 'hard',
  work: (farm: Farm, urls: string[]) => Promise<void>,
): Promise<void> {
  const hosts = values.hosts ?? (mix === 'hard' ? '500' : '200');
  const farm = await startFarm({ feeds, hosts, mix, 'retry-after': 30 });
  if (farm === null) return console.log('The farm is not on this machine: nothing measured.');
  try {
    const urls = (await farm.truth()).map(({ url }) => url);
    // the farm makes its documents when they are first asked for; that is no part of the measurement
    await farm.reset();
    await work(farm, urls);
  } finally {
    await farm.close();
  }
}

if (positionals[0] === 'hard') await manners();
else await cost();
