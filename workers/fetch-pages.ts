// Item → page, archived as it came; and pages once more, which may have changed.
import { advance } from '../src/pipeline/advance.ts';
import type { Deps } from '../src/pipeline/deps.ts';
import { fetchPage } from '../src/pipeline/fetch-page.ts';
import { REVISIT } from '../src/pipeline/revisit-moves.ts';
import { revisitPage } from '../src/pipeline/revisit-page.ts';
import type { QueueBackend } from '../src/queue/backend.ts';

export const fetchPages = (queue: QueueBackend, deps: Deps, concurrency: number) =>
  queue.worker(
    'fetch-pages',
    async (job) => {
      const { id } = job.data;
      if (id.startsWith(REVISIT)) await advance(revisitPage, id.slice(REVISIT.length), deps);
      else await advance(fetchPage, id, deps);
    },
    { concurrency },
  );
