// Archived work, run again from a chosen stage.
import type { Deps } from '../src/pipeline/deps.ts';
import type { QueueBackend } from '../src/queue/backend.ts';
import { runReplay } from '../src/replay/run.ts';

export const replayJobs = (queue: QueueBackend, deps: Deps, concurrency: number) =>
  queue.worker(
    'replay-jobs',
    async (job) => {
      await runReplay(Number(job.data.id), deps);
    },
    { concurrency },
  );
