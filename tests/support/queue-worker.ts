// A worker in a process of its own, for what only shows between processes. Arguments: the queue's site, its times, and
// what to do with a job of `fetch-feeds`:
//   work   say it and be done
//   hang   say it and never end (to be killed)
//   twice  push it back twice, then say it
// Says {ready}, {id, took} for each job, {retries} at the end. Ends on any line on stdin.
import { DelayedError } from 'bullmq';
import { openSite, type QueueSite, type Times } from './backends.ts';
import { say } from './process.ts';

const [site, times, what] = process.argv.slice(2).map((arg) => JSON.parse(arg)) as [QueueSite, Times, string];
const PUSHES = 2;
const PUSH_MS = 300;

const open = await openSite(site, times);
const worker = open.queue.worker(
  'fetch-feeds',
  async (job, token) => {
    const id = Number(job.data.id);
    if (what === 'hang') {
      say({ id });
      return new Promise(() => undefined);
    }
    // counted in the job itself: the next try may run in another process
    if (what === 'twice' && job.attemptsStarted <= PUSHES) {
      await job.moveToDelayed(Date.now() + PUSH_MS, token);
      throw new DelayedError();
    }
    say({ id, took: job.attemptsStarted });
  },
  { concurrency: 5 },
);
await worker.waitUntilReady();
say({ ready: true });

process.stdin.once('data', async () => {
  await open.close();
  say({ retries: open.retries() });
  process.exit(0);
});
