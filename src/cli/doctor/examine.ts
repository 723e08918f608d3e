// Looks at everything Presswatch stands on: Node, settings, vocabulary, store, queue, disk, clock, egress rules.
import { statfs } from 'node:fs/promises';
import process from 'node:process';
import { BadConfiguration } from '../../config/load.ts';
import type { Settings } from '../../config/settings.ts';
import { systemClock } from '../../lib/clock.ts';
import { renderingProblem, tryBrowser } from '../../render/check.ts';
import { one } from '../../store/db.ts';
import { embeddedPlace } from '../../store/embedded/start.ts';
import { countExamples } from '../../store/examples.ts';
import { listWorkers } from '../../store/workers.ts';
import { connectQueue } from '../connect-queue.ts';
import { egressPolicy } from '../egress.ts';
import { workerName } from '../in-force.ts';
import { type House, openHouse, readSettings } from '../open.ts';
import { openHouseClassifier, openHouseTagger } from '../open-vocabulary.ts';
import { examineVocabulary } from './vocabulary.ts';

/** `mend` says what to do. */
export type Finding = { what: string; state: 'good' | 'warning' | 'bad'; says: string; mend?: string };

const LEAST_NODE = 24;
const LEAST_FREE_BYTES = 1024 ** 3;
const MOST_CLOCK_SKEW_MS = 5_000;

/** Everything that was looked at, in the order of what stands on what. */
export async function examine(): Promise<Finding[]> {
  const findings = [examineNode()];
  let settings: Settings;
  try {
    settings = readSettings();
  } catch (error) {
    if (!(error instanceof BadConfiguration)) throw error;
    return [
      ...findings,
      { what: 'settings', state: 'bad', says: error.message, mend: 'Correct the lines named.' },
    ];
  }
  findings.push(examineEgress(settings), examineVocabulary(settings));
  findings.push(examineTagger(settings), examineTopicModel(settings), examineContact(settings));
  findings.push(await examineRendering(settings), await examineDisk(settings));
  return [...findings, ...(await examineStoreAndQueue(settings))];
}

function examineNode(): Finding {
  const major = Number(process.versions.node.split('.')[0]);
  const says = `Node ${process.versions.node} on ${process.platform} ${process.arch}`;
  if (major >= LEAST_NODE) return { what: 'node', state: 'good', says };
  return { what: 'node', state: 'bad', says, mend: `Use Node ${LEAST_NODE} or newer; "npm ci" brings one.` };
}

function examineEgress(settings: Settings): Finding {
  try {
    const { allow, ports } = egressPolicy(settings);
    const open = `ports ${ports === 'any' ? 'any' : ports.join(', ')}`;
    if (allow.length === 0) return { what: 'egress', state: 'good', says: `public addresses only, ${open}` };
    const mend = 'Keep egress.allow as narrow as your own feeds and webhooks need.';
    return { what: 'egress', state: 'warning', says: `also reaches ${allow.join(', ')}, ${open}`, mend };
  } catch (error) {
    const mend = 'Write networks like 10.20.0.0/16 in egress.allow.';
    return {
      what: 'egress',
      state: 'bad',
      says: error instanceof Error ? error.message : String(error),
      mend,
    };
  }
}

function examineTagger(settings: Settings): Finding {
  const { tagger, notice } = openHouseTagger(settings);
  if (tagger !== null) return { what: 'name tagger', state: 'good', says: tagger.version };
  const mend =
    'Bring back config/models/entities-en/model.bin from the release, or train it: npm run train:entities.';
  return { what: 'name tagger', state: 'warning', says: notice, mend };
}

function examineTopicModel(settings: Settings): Finding {
  const what = 'topic model';
  const { classifier, notice } = openHouseClassifier(settings);
  if (classifier !== null) {
    const { id, classes, fine } = classifier.model;
    return {
      what,
      state: 'good',
      says: `${id}, ${classes.length} top classes and ${fine.classes.length} finer topics`,
    };
  }
  const mend =
    'Bring back config/models/topics-en/model.bin from the release, or train it: npm run train:topics.';
  return { what, state: 'warning', says: notice, mend };
}

function examineContact(settings: Settings): Finding {
  if (settings.fetch.contact || settings.fetch.userAgent)
    return { what: 'contact', state: 'good', says: 'given' };
  const mend = 'Set fetch.contact, so that site owners can write to you before they block you.';
  return { what: 'contact', state: 'warning', says: 'the User-Agent names nobody to write to', mend };
}

async function examineRendering({ render }: Settings): Promise<Finding> {
  const what = 'rendering';
  const { browser, hosts } = render;
  if (hosts.length === 0 || browser === null)
    return { what, state: 'good', says: 'off: pages that only scripts fill are not read (render.hosts)' };
  const missing = await renderingProblem(browser);
  if (missing !== null)
    return { what, state: 'bad', says: missing, mend: 'Until then the service does not start.' };
  const tried = await tryBrowser(browser);
  if ('version' in tried)
    return { what, state: 'good', says: `Chromium ${tried.version}, for ${hosts.join(', ')}` };
  const mend = `Start ${browser} by hand as the user of the service: its own message says what it lacks.`;
  return { what, state: 'bad', says: `${browser} does not start: ${tried.problem}`, mend };
}

async function examineDisk(settings: Settings): Promise<Finding> {
  const { dataDir } = embeddedPlace(settings.store.dir === null ? {} : { dataDir: settings.store.dir });
  const place = settings.store.url === null ? dataDir : process.cwd();
  const disk = await statfs(place).catch(() => statfs('/'));
  const free = disk.bavail * disk.bsize;
  const says = `${(free / 1024 ** 3).toFixed(1)} GB free${settings.store.url === null ? `; data in ${dataDir}` : ''}`;
  if (free >= LEAST_FREE_BYTES) return { what: 'disk', state: 'good', says };
  return {
    what: 'disk',
    state: 'bad',
    says,
    mend: 'Make room: below 1 GB the store may stop in the middle of work.',
  };
}

async function examineStoreAndQueue(settings: Settings): Promise<Finding[]> {
  let house: House;
  try {
    house = await openHouse({ settings, logLevel: 'silent' });
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error);
    const mend = 'Check DATABASE_URL, or unset it to use the embedded PostgreSQL.';
    return [{ what: 'store', state: 'bad', says, mend }];
  }
  try {
    return [
      await examineStore(house),
      await examineClock(house),
      await examineQueue(house),
      await examineExamples(house),
      await examineWorkers(house),
    ];
  } finally {
    await house.close();
  }
}

async function examineStore(house: House): Promise<Finding> {
  const row = await one<{ version: string; items: number }>(
    house.store,
    `select current_setting('server_version') as version, (select count(*) from item) as items`,
  );
  const kind = house.tier === 'embedded' ? 'embedded ' : '';
  return {
    what: 'store',
    state: 'good',
    says: `${kind}PostgreSQL ${row?.version}, ${row?.items ?? 0} items`,
  };
}

async function examineClock(house: House): Promise<Finding> {
  const row = await one<{ now: Date }>(house.store, 'select clock_timestamp() as now');
  const skewMs = Math.abs((row?.now.getTime() ?? 0) - systemClock.now().getTime());
  if (skewMs <= MOST_CLOCK_SKEW_MS)
    return { what: 'clock', state: 'good', says: `${skewMs} ms from the store's` };
  const mend = 'Run a time service (NTP) on both machines: signatures and schedules depend on it.';
  return { what: 'clock', state: 'bad', says: `${Math.round(skewMs / 1000)} s from the store's`, mend };
}

async function examineQueue(house: House): Promise<Finding> {
  const what = 'queue';
  try {
    const queue = await connectQueue(house);
    const state = await queue.backend.check();
    await queue.close();
    const says = `on ${queue.backend.kind === 'redis' ? 'Redis' : 'PostgreSQL'}`;
    if (state.warning === undefined) return { what, state: 'good', says };
    return { what, state: 'warning', says, mend: state.warning };
  } catch (error) {
    const mend = 'Check REDIS_URL; Redis needs maxmemory-policy noeviction, or it would drop jobs.';
    return { what, state: 'bad', says: error instanceof Error ? error.message : String(error), mend };
  }
}

async function examineExamples(house: House): Promise<Finding> {
  const { examples, failing } = await countExamples(house.store);
  const what = 'examples';
  if (failing.length === 0)
    return { what, state: 'good', says: `${examples} of subscriptions, none fails as of the last run` };
  const which = failing.map(({ name, count }) => `${count} of "${name}"`).join(', ');
  const mend =
    'See "presswatch subscriptions test"; correct the query, or take the example back with --forget.';
  return { what, state: 'warning', says: `failing: ${which}`, mend };
}

/** Running workers that refused newer files of packs and rules, and what they say of them. */
async function examineWorkers(house: House): Promise<Finding> {
  const workers = await listWorkers(house.store);
  const what = 'workers';
  const refused = workers.filter((worker) => worker.vocabulary_problem !== null);
  const versions = [...new Set(workers.flatMap(({ vocabulary }) => vocabulary ?? []))];
  if (refused.length === 0) {
    const by = versions.length === 0 ? '' : `; vocabulary ${versions.join(' and ')} in force`;
    return { what, state: 'good', says: `${workers.length} at work${by}` };
  }
  const says = `${refused.map(workerName).join(', ')} refused newer packs or rules and kept ${versions.join(' and ')}: ${refused[0]?.vocabulary_problem}`;
  return { what, state: 'bad', says, mend: 'Correct the lines named; workers look again by themselves.' };
}
