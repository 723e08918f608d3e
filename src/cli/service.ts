// The service: everything wired together for the roles asked for, and taken apart in the right order.

import { hostname } from 'node:os';
import process from 'node:process';
import { extractArticles } from '../../workers/extract-articles.ts';
import { fetchFeeds } from '../../workers/fetch-feeds.ts';
import { fetchPages } from '../../workers/fetch-pages.ts';
import { replayJobs } from '../../workers/replay-jobs.ts';
import { sendAlerts } from '../../workers/send-alerts.ts';
import { tagArticles } from '../../workers/tag-articles.ts';
import { startApi } from '../api/server.ts';
import type { Settings } from '../config/settings.ts';
import { systemRandomBytes } from '../lib/random.ts';
import type { Deps } from '../pipeline/deps.ts';
import { followVocabulary } from '../pipeline/live-vocabulary.ts';
import { startPresence, type Who } from '../pipeline/presence.ts';
import { startHeartbeat } from '../pipeline/scheduler.ts';
import type { QueueBackend } from '../queue/backend.ts';
import { checkStaleExamples } from '../standing/vocabulary-change.ts';
import { connectQueue } from './connect-queue.ts';
import type { House } from './open.ts';
import { openDeps } from './open-deps.ts';
import { vocabularySource } from './open-vocabulary.ts';
import type { Role } from './roles.ts';

export type Service = {
  deps: Deps;
  /** address of the HTTP API; null without that role */
  apiUrl: string | null;
  /** Lets work in hand come to its end, then closes all; the house itself stays open. */
  stop(): Promise<void>;
};

/** Starts the service in this process. Refuses a queue that could lose jobs; a start that fails leaves nothing open. */
export async function startService(house: House, roles: readonly Role[]): Promise<Service> {
  // closed in the reverse order of opening: no new work first, then the workers, then what they use
  const open = new AsyncDisposableStack();
  try {
    const { deps, apiUrl } = await wire(house, roles, open);
    house.log.info({ event: 'service.started', roles, tier: house.tier, api: apiUrl });
    const stop = async () => {
      await open.disposeAsync();
      house.log.info({ event: 'service.stopped' });
    };
    return { deps, apiUrl, stop };
  } catch (error) {
    await open.disposeAsync();
    throw error;
  }
}

async function wire(house: House, roles: readonly Role[], open: AsyncDisposableStack) {
  const { settings } = house;
  const threads = roles.includes('extract') ? settings.extract.threads : 1;
  const judges = roles.includes('tag');
  const fetches = roles.includes('fetch');
  const source = vocabularySource(settings);
  const read = source.signature();
  const tools = await openDeps(house, (jobs) => queue.enqueue(jobs), { threads, judges, fetches });
  open.defer(tools.close);
  const { deps } = tools;
  const presence = await startPresence(whoWeAre(roles), house.storeUrl, deps);
  open.defer(presence.stop);
  const queue = await connectQueue(house);
  open.defer(queue.close);
  // a page may be in the browser for longer than a clean stop takes: it comes back as one that was not begun
  open.defer(() => deps.rendering?.renderer.close());
  if (roles.includes('tag')) {
    const live = await followVocabulary(deps, source, read, () => checkAllExamples(deps));
    open.defer(live.stop);
    const examples = checkAllExamples(deps);
    open.defer(() => examples);
  }
  // a thread takes a moment to start; an article that waited for it would count as begun if the process died meanwhile
  if (roles.includes('extract')) await deps.cell.fromFeed(NOTHING);
  startWorkers(roles, queue.backend, deps, settings);
  const api = roles.includes('api')
    ? await startApi(settings.api, {
        ...{ store: house.store, queue: queue.backend },
        websub: settings.websub.callback === null ? undefined : { ...deps, enqueue: queue.enqueue },
      })
    : null;
  if (api) open.defer(api.close);
  const times = { tickMs: settings.poll.tick, reconcileMs: settings.reconcile.every };
  if (roles.includes('scheduler')) open.defer(startHeartbeat(deps, times).stop);
  return { deps, apiUrl: api?.url ?? null };
}

function startWorkers(roles: readonly Role[], queue: QueueBackend, deps: Deps, settings: Settings): void {
  if (roles.includes('fetch')) {
    fetchFeeds(queue, deps, settings.fetch.concurrency);
    fetchPages(queue, deps, settings.fetch.concurrency);
  }
  if (roles.includes('extract')) extractArticles(queue, deps, settings.extract.threads + 1);
  if (roles.includes('tag')) {
    tagArticles(queue, deps, settings.tag.concurrency);
    replayJobs(queue, deps, 1);
  }
  if (roles.includes('alert')) sendAlerts(queue, deps, settings.alert.concurrency);
}

const NOTHING = { title: '', summary: '', content: null, author: null, publishedAt: null, url: null };

const whoWeAre = (roles: readonly Role[]): Who => ({
  id: Buffer.from(systemRandomBytes(9)).toString('base64url'),
  host: hostname(),
  pid: process.pid,
  roles,
  judges: roles.includes('tag'),
});

/** Runs beside the work: what it finds is told, and nobody waits for it. */
async function checkAllExamples(deps: Deps): Promise<void> {
  try {
    await checkStaleExamples(deps);
  } catch (error) {
    deps.log.error({
      event: 'examples.failed',
      problem: error instanceof Error ? error.message : String(error),
    });
  }
}
