// What single steps of the pipeline are taken with: a real client on loopback, robots.txt, time as the test tells it, and
// settings without pauses. Queues nothing.
import { createLog } from '../../src/lib/log.ts';
import { createClient } from '../../src/net/client.ts';
import { createRobots } from '../../src/net/robots.ts';
import type { Deps } from '../../src/pipeline/deps.ts';
import type { Store } from '../../src/store/db.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

type Own = Partial<Omit<Deps, 'options'>> & { options?: Partial<Deps['options']> };

/** Its client is closed by the test. */
export function workerTools(store: Store, now: () => Date, { options, ...own }: Own = {}): Deps {
  const policy = { allow: ['127.0.0.0/8'], ports: 'any' as const };
  const client = createClient({ policy, userAgent: 'Presswatch/test (+https://operator.example/bot)' });
  const clock = { now };
  const tools: Partial<Deps> = {
    ...{ store, client, clock, random: () => 0.5, log: createLog('silent') },
    robots: createRobots(client, clock),
    enqueue: async () => {},
    options: {
      ...{ hostGapMs: 0, robots: true, sharedHosts: [], feedBatch: 100, reconcileLeaseMs: MINUTE },
      pollBounds: { floorMs: 10 * MINUTE, unknownFloorMs: HOUR, fullFloorMs: 2 * HOUR, ceilingMs: 6 * HOUR },
      websub: { callback: null, allowHttp: false, leaseMs: 24 * HOUR },
      revisit: { on: false, articles: 'delivered', scheduleMs: [], perHostDay: 1 },
      ...{ firstPollWindowMs: 0, storyWindowMs: 0, alertRetryMs: [0] },
      ...{ allowHttpWebhooks: false, alertFiles: '' },
      ...options,
    },
    ...own,
  };
  return tools as Deps;
}
