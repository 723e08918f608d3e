// Due feeds, and what hubs pushed → new items.
import { advance } from '../src/pipeline/advance.ts';
import type { Deps } from '../src/pipeline/deps.ts';
import { pollFeed } from '../src/pipeline/poll-feed.ts';
import { PUSH, readPush } from '../src/pipeline/read-push.ts';
import type { QueueBackend } from '../src/queue/backend.ts';

export const fetchFeeds = (queue: QueueBackend, deps: Deps, concurrency: number) =>
  queue.worker(
    'fetch-feeds',
    async (job) => {
      const { id } = job.data;
      await (id.startsWith(PUSH) ? advance(readPush, id, deps) : advance(pollFeed, id, deps));
    },
    { concurrency },
  );
