// Article → language, entities, topics, story → matches.
import { advance } from '../src/pipeline/advance.ts';
import type { Deps } from '../src/pipeline/deps.ts';
import { tagArticle } from '../src/pipeline/tag-article.ts';
import type { QueueBackend } from '../src/queue/backend.ts';

export const tagArticles = (queue: QueueBackend, deps: Deps, concurrency: number) =>
  queue.worker(
    'tag-articles',
    async (job) => {
      await advance(tagArticle, job.data.id, deps);
    },
    { concurrency },
  );
