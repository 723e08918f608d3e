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
import { systemRandomBytes } from '../lib/random.ts';
import type { Deps } from '../pipeline/deps.ts';
import { startPresence, type Who } from '../pipeline/presence.ts';
import { startHeartbeat } from '../pipeline/scheduler.ts';
import { checkStaleExamples } from '../standing/vocabulary-change.ts';
import { connectQueue } from './connect-queue.ts';
import type { House } from './open.ts';
import { openDeps } from './open-deps.ts';
import type { Role } from './roles.ts';

export type Service = {
  deps: Deps;
  /** address of the HTTP API; null without that role */
  apiUrl: string | null;
  /** Lets work in hand come to its end, then closes all; the house itself stays open. */
  stop(): Promise<void>;
};

/** Starts the service in this process. Refuses a queue that could lose jobs. */
export async function startService(house: House, roles: readonly Role[]): Promise<Service> {
  const { settings } = house;
  const queue = await connectQueue(house);
  const tools = await openDeps(
    house,
    queue.enqueue,
    roles.includes('extract') ? settings.extract.threads : 1,
  );
  const { deps } = tools;
  const starters: Record<Exclude<Role, 'scheduler' | 'api'>, () => void> = {
    fetch: () => {
      fetchFeeds(queue.backend, deps, settings.fetch.concurrency);
      fetchPages(queue.backend, deps, settings.fetch.concurrency);
    },
    extract: () => void extractArticles(queue.backend, deps, settings.extract.threads + 1),
    tag: () => {
      tagArticles(queue.backend, deps, settings.tag.concurrency);
      replayJobs(queue.backend, deps, 1);
    },
    alert: () => void sendAlerts(queue.backend, deps, settings.alert.concurrency),
  };
  const presence = await startPresence(whoWeAre(roles), house.storeUrl, deps);
  const examples = roles.includes('tag') ? checkAllExamples(deps) : null;
  for (const role of roles) if (role !== 'scheduler' && role !== 'api') starters[role]();
  const times = { tickMs: settings.poll.tick, reconcileMs: settings.reconcile.every };
  const heartbeat = roles.includes('scheduler') ? startHeartbeat(deps, times) : null;
  const api = roles.includes('api')
    ? await startApi(settings.api, { store: house.store, queue: queue.backend })
    : null;
  house.log.info({ event: 'service.started', roles, tier: house.tier, api: api?.url });
  return {
    deps,
    apiUrl: api?.url ?? null,
    stop: async () => {
      await heartbeat?.stop();
      await api?.close();
      await queue.close();
      await presence.stop();
      await examples;
      await tools.close();
      house.log.info({ event: 'service.stopped' });
    },
  };
}

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
