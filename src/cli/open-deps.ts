// What stages need from outside, made from the settings; taken apart by `close`.
import process from 'node:process';
import { createCell } from '../extract/cell.ts';
import { createFeedCell } from '../feed/cell.ts';
import { systemClock } from '../lib/clock.ts';
import { systemRandom } from '../lib/random.ts';
import { createRoster } from '../match/roster.ts';
import { createClient } from '../net/client.ts';
import { createRobots } from '../net/robots.ts';
import type { Deps } from '../pipeline/deps.ts';
import { openRoster, rosterFile } from '../pipeline/roster-file.ts';
import { egressPolicy } from './egress.ts';
import type { House } from './open.ts';
import { openNer } from './open-ner.ts';
import { openRendering } from './open-rendering.ts';
import { openHouseSites } from './open-sites.ts';
import { aliasesOf, openVocabulary, readHouseTopicNames } from './open-vocabulary.ts';
import { pollBounds } from './poll-bounds.ts';
import { userAgentOf } from './user-agent.ts';

/** Opens everything that stages use. `threads` is the number of extraction threads; `judges`: it matches articles; `fetches`: pages. */
export async function openDeps(
  house: House,
  enqueue: Deps['enqueue'],
  { threads, judges, fetches }: { threads: number; judges: boolean; fetches: boolean },
): Promise<{ deps: Deps; close(): Promise<void> }> {
  const { settings, log, store } = house;
  const policy = egressPolicy(settings);
  const vocabulary = openVocabulary(settings);
  if (judges) readHouseTopicNames(settings, vocabulary);
  const file = rosterFile(house.storeUrl, process.env);
  const roster = judges ? await openRoster(file, house) : createRoster();
  const sites = await openHouseSites(settings, log);
  const client = createClient({ policy, userAgent: userAgentOf(settings), log });
  const robots = createRobots(client, systemClock);
  const rendering = fetches ? await openRendering(settings, { client, robots, log }) : null;
  const cell = createCell({ threads, log });
  const feeds = createFeedCell({ log });
  const deps: Deps = {
    store,
    client,
    policy,
    robots,
    cell,
    sites,
    ...(rendering === null ? {} : { rendering }),
    feeds,
    vocabulary,
    aliasesOf: aliasesOf(vocabulary),
    ner: judges ? await openNer(settings) : null,
    roster,
    clock: systemClock,
    random: systemRandom,
    log,
    enqueue,
    options: {
      hostGapMs: settings.fetch.hostGap,
      robots: settings.fetch.robots,
      pollBounds: pollBounds(settings),
      websub: {
        callback: settings.websub.callback,
        allowHttp: settings.websub.allowHttp,
        leaseMs: settings.websub.lease,
      },
      sharedHosts: settings.fetch.sharedHosts,
      firstPollWindowMs: settings.poll.firstPollWindow,
      storyWindowMs: settings.tag.storyWindow,
      alertRetryMs: settings.alert.retry,
      allowHttpWebhooks: settings.alert.allowHttp,
      alertFiles: settings.alert.files,
      revisit: {
        on: settings.revisit.on,
        articles: settings.revisit.articles,
        scheduleMs: settings.revisit.schedule,
        perHostDay: settings.revisit.perHostDay,
      },
      reconcileLeaseMs: settings.reconcile.lease,
      feedBatch: settings.poll.batch,
    },
  };
  const close = async () => {
    await rendering?.renderer.close();
    await cell.close();
    await feeds.close();
    await client.close();
  };
  return { deps, close };
}
