// Match → delivery → attempts, until sent or visibly dead.
import { advance } from '../src/pipeline/advance.ts';
import type { Deps } from '../src/pipeline/deps.ts';
import { sendAlert } from '../src/pipeline/send-alert.ts';
import type { QueueBackend } from '../src/queue/backend.ts';

export const sendAlerts = (queue: QueueBackend, deps: Deps, concurrency: number) =>
  queue.worker(
    'send-alerts',
    async (job) => {
      await advance(sendAlert, job.data.id, deps);
    },
    { concurrency },
  );
