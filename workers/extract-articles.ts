// Page → article: Readability on jsdom, in a cell. Also of pages that changed.
import { advance } from '../src/pipeline/advance.ts';
import type { Deps } from '../src/pipeline/deps.ts';
import { extractArticle } from '../src/pipeline/extract-article.ts';
import { revisitArticle } from '../src/pipeline/revisit-article.ts';
import { REVISIT } from '../src/pipeline/revisit-moves.ts';
import type { QueueBackend } from '../src/queue/backend.ts';

export const extractArticles = (queue: QueueBackend, deps: Deps, concurrency: number) =>
  queue.worker(
    'extract-articles',
    async (job) => {
      const { id } = job.data;
      if (id.startsWith(REVISIT)) await advance(revisitArticle, id.slice(REVISIT.length), deps);
      else await advance(extractArticle, id, deps);
    },
    { concurrency },
  );
