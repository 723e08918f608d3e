// The service with one fault built in, for what can't be hit from outside: killed exactly between two steps, a stage
// that takes the process down or throws. Argument: the fault. The product knows nothing of it; here its parts are wrapped
// before the service starts.
import process from 'node:process';
import { openHouse } from '../../src/cli/open.ts';
import { ROLES } from '../../src/cli/roles.ts';
import { startService } from '../../src/cli/service.ts';
import { untilStopped } from '../../src/cli/until-stopped.ts';
import { extractArticle } from '../../src/pipeline/extract-article.ts';
import { sendAlert } from '../../src/pipeline/send-alert.ts';
import { tagArticle } from '../../src/pipeline/tag-article.ts';
import type { QueueName } from '../../src/queue/names.ts';
import { say } from './process.ts';

export type Fault =
  /** kill -9 ourselves after the commit that says what comes next, before its job is in the queue */
  | { at: 'commit'; before: QueueName; nth: number }
  /** kill -9 ourselves when the receiver has said yes, before that is written down */
  | { at: 'sent'; nth: number }
  /** kill -9 ourselves whenever the page of an item with this in its title is read */
  | { at: 'extract'; title: string }
  /** a stage throws for an item with this in its title, in the first `times` runs */
  | { at: 'tag'; title: string; times: number };

const fault = JSON.parse(process.argv[2] ?? '{}') as Fault;
const die = () => process.kill(process.pid, 'SIGKILL');

/** True from the nth call on. */
function countTo(nth: number): () => boolean {
  let calls = 0;
  return () => ++calls >= nth;
}

const house = await openHouse();

if (fault.at === 'commit') {
  const { tx } = house.store;
  const reached = countTo(fault.nth);
  house.store.tx = async (work) => {
    const result = await tx(work);
    const follows: unknown[] = Array.isArray(result) ? result : [];
    const isNext = (job: unknown) =>
      typeof job === 'object' && job !== null && 'queue' in job && job.queue === fault.before;
    if (follows.some(isNext) && reached()) {
      die();
      await new Promise(() => {}); // the signal may take a moment; nothing more must happen
    }
    return result;
  };
}

if (fault.at === 'sent') {
  const { run } = sendAlert;
  const reached = countTo(fault.nth);
  sendAlert.run = async (delivery, deps) => {
    const outcome = await run(delivery, deps);
    if (outcome.kind === 'done' && outcome.value.attempt.outcome.kind === 'done' && reached()) {
      die();
      await new Promise(() => {});
    }
    return outcome;
  };
}

if (fault.at === 'extract') {
  const { run } = extractArticle;
  extractArticle.run = async (item, deps) => {
    if (!item.title.includes(fault.title)) return run(item, deps);
    die();
    return new Promise(() => {});
  };
}

if (fault.at === 'tag') {
  const { run } = tagArticle;
  let left = fault.times;
  tagArticle.run = async (item, deps) => {
    if (!item.title.includes(fault.title) || left <= 0) return run(item, deps);
    left--;
    say({ event: 'thrown', left });
    throw new Error('a fault of the test');
  };
}

const stopped = untilStopped();
const service = await startService(house, ROLES);
say({ event: 'started' });
await stopped;
await service.stop();
await house.close();
