// Due feeds → new items.
import { advance } from '../src/pipeline/advance.ts';
import type { Deps } from '../src/pipeline/deps.ts';
import { pollFeed } from '../src/pipeline/poll-feed.ts';
import type { QueueBackend } from '../src/queue/backend.ts';

export const fetchFeeds = (queue: QueueBackend, deps: Deps, concurrency: number) =>
  queue.worker(
    'fetch-feeds',
    async (job) => {
      await advance(pollFeed, job.data.id, deps);
    },
    { concurrency },
  );
