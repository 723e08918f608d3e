// What a command needs to ask sites by itself: the guarded client, robots.txt, and the hosts' turns, which it shares with
// a running service through the store.
import { createFeedCell } from '../../feed/cell.ts';
import { systemClock } from '../../lib/clock.ts';
import { createClient } from '../../net/client.ts';
import { createRobots } from '../../net/robots.ts';
import type { SearchDeps } from '../../pipeline/find-feeds.ts';
import { egressPolicy } from '../egress.ts';
import type { House } from '../open.ts';
import { userAgentOf } from '../user-agent.ts';

/** Opens it for `work` and closes it behind. */
export async function reaching<T>(house: House, work: (deps: SearchDeps) => Promise<T>): Promise<T> {
  const { settings, store, log } = house;
  const client = createClient({ policy: egressPolicy(settings), userAgent: userAgentOf(settings), log });
  const feeds = createFeedCell({ log });
  try {
    const robots = createRobots(client, systemClock);
    const options = { hostGapMs: settings.fetch.hostGap, robots: settings.fetch.robots };
    return await work({ store, client, robots, feeds, clock: systemClock, options });
  } finally {
    await feeds.close();
    await client.close();
  }
}
