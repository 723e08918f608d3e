// Item → page, archived as it came.
import { advance } from '../src/pipeline/advance.ts';
import type { Deps } from '../src/pipeline/deps.ts';
import { fetchPage } from '../src/pipeline/fetch-page.ts';
import type { QueueBackend } from '../src/queue/backend.ts';

export const fetchPages = (queue: QueueBackend, deps: Deps, concurrency: number) =>
  queue.worker(
    'fetch-pages',
    async (job) => {
      await advance(fetchPage, job.data.id, deps);
    },
    { concurrency },
  );
