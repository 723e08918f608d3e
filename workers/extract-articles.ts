// Page → article: Readability on jsdom, in a cell.
import { advance } from '../src/pipeline/advance.ts';
import type { Deps } from '../src/pipeline/deps.ts';
import { extractArticle } from '../src/pipeline/extract-article.ts';
import type { QueueBackend } from '../src/queue/backend.ts';

export const extractArticles = (queue: QueueBackend, deps: Deps, concurrency: number) =>
  queue.worker(
    'extract-articles',
    async (job) => {
      await advance(extractArticle, job.data.id, deps);
    },
    { concurrency },
  );
