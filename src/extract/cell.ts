// Where foreign HTML is read: a pool of threads with bounds on CPU time and heap, killed and replaced when passed.
// The caller's thread never parses and never waits; every page gets exactly one outcome. Idle threads keep no process alive.
import { Worker } from 'node:worker_threads';
import { LIMITS } from '../config/limits.ts';
import type { Log } from '../lib/log.ts';
import type { ExtractedArticle } from '../model/article.ts';
import { done, type Outcome, reject, retry } from '../model/outcome.ts';
import type { PageInput } from './extract.ts';
import { plainFromFeed, type SummaryInput } from './plain-summary.ts';
import type { Answer, Work } from './thread.ts';
import { type Bounds, type Watch, watchThread } from './watch.ts';

export type { PageInput, SummaryInput };

export type CellOptions = {
  /** how many pages are read at the same time; at least 1 */
  threads: number;
  /** CPU time of the thread for one page, ms; at least 1 */
  cpuMs?: number;
  /** wall clock for one page, ms, from the moment a thread gets it */
  wallMs?: number;
  /** heap of one thread, MiB */
  heapMb?: number;
  log?: Log;
};

export type Cell = {
  /** The article on a page. Rejects what hangs (`deadline`), swells (`memory`) or breaks (`unreadable`); never throws. */
  extract(page: PageInput, signal?: AbortSignal): Promise<Outcome<ExtractedArticle>>;
  /** The article a feed item amounts to. Always `done` (from the plain summary at worst), unless the cell closes. */
  fromFeed(item: SummaryInput, signal?: AbortSignal): Promise<Outcome<ExtractedArticle>>;
  /** Lets running pages end, hands waiting ones back as `retry`, ends all threads. */
  close(): Promise<void>;
};

type Task = { work: Work; settle: (outcome: Outcome<ExtractedArticle>) => void };

type Thread = {
  worker: Worker;
  task: Task | null;
  ready: boolean;
  pages: number;
  /** CPU time it had used when it last spoke, ms */
  cpuMs: number;
  /** ends it when it takes too long, to start or over a page */
  watch: Watch;
};

/** recycle a thread whose heap stays above this share of its limit */
const HEAP_SHARE = 0.6;
/** the parser itself cannot be started: stop trying until new work comes */
const FAILED_STARTS = 3;

export function createCell(options: CellOptions): Cell {
  const { heapMb = LIMITS.extractHeapMb, log } = options;
  const bounds: Bounds = {
    cpuMs: options.cpuMs ?? LIMITS.extractCpuMs,
    wallMs: options.wallMs ?? LIMITS.extractWallMs,
  };
  const size = Math.max(1, options.threads);
  const threads = new Set<Thread>();
  const waiting: Task[] = [];
  let failedStarts = 0;
  let closing: (() => void) | null = null;
  let closed: Promise<void> | null = null;

  function submit(work: Work, signal?: AbortSignal): Promise<Outcome<ExtractedArticle>> {
    if (closed !== null) return Promise.resolve(retry('aborted', 'shutting down'));
    if (signal?.aborted) return Promise.resolve(retry('aborted', 'called off before it was read'));
    return new Promise((resolve) => {
      const onAbort = () => callOff(task);
      const task: Task = {
        work,
        settle(outcome) {
          signal?.removeEventListener('abort', onAbort);
          resolve(outcome);
        },
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      waiting.push(task);
      pump();
    });
  }

  /** Gives waiting work to idle threads and starts the threads that are missing for the rest. */
  function pump(): void {
    for (const thread of threads) {
      if (thread.ready && thread.task === null && waiting.length > 0) give(thread, waiting.shift()!);
    }
    let starting = [...threads].filter((thread) => !thread.ready).length;
    while (threads.size < size && starting < waiting.length) {
      start();
      starting++;
    }
    for (const thread of threads) {
      // Only threads with work, or that work waits for, may keep the process alive.
      if (thread.task !== null || (!thread.ready && waiting.length > 0)) thread.worker.ref();
      else thread.worker.unref();
    }
    if (closing !== null && [...threads].every((thread) => thread.task === null)) closing();
  }

  function start(): void {
    const worker = new Worker(new URL('./thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
      // a test runner's or debugger's flags are not for this thread
      execArgv: [],
      env: {},
    });
    const timer = setTimeout(() => discard(thread, 'did not start in time'), LIMITS.threadStartMs);
    const watch = { stop: () => clearTimeout(timer) };
    const thread: Thread = { worker, task: null, ready: false, pages: 0, cpuMs: 0, watch };
    threads.add(thread);
    worker.on('message', (answer: Answer) => {
      if (!threads.has(thread)) return;
      thread.cpuMs = answer.cpuMs;
      if (answer.kind === 'ready') onReady(thread);
      else onAnswer(thread, answer.outcome, answer.heapMb);
    });
    worker.on('error', (error) => discard(thread, error instanceof Error ? error : String(error)));
    worker.on('exit', (code) => discard(thread, `exit ${code}`));
  }

  function onReady(thread: Thread): void {
    thread.watch.stop();
    thread.ready = true;
    failedStarts = 0;
    pump();
  }

  function give(thread: Thread, task: Task): void {
    const { work } = task;
    thread.task = task;
    // The thread cannot time itself out while it is stuck, so it is watched from here.
    thread.watch = watchThread(thread.worker, thread.cpuMs, bounds, (bound) =>
      end(thread, overdue(bound, bounds[bound])),
    );
    if (work.kind === 'feed') thread.worker.postMessage(work);
    else {
      // A copy: the caller keeps its bytes, and a view into a larger buffer takes nothing else along.
      const bytes = new Uint8Array(work.page.bytes);
      thread.worker.postMessage({ kind: 'page', page: { ...work.page, bytes } } satisfies Work, [
        bytes.buffer,
      ]);
    }
  }

  function onAnswer(thread: Thread, outcome: Outcome<ExtractedArticle>, usedMb: number): void {
    thread.pages++;
    const isWorn = thread.pages >= LIMITS.extractPagesPerThread || usedMb > HEAP_SHARE * heapMb;
    settle(thread, outcome);
    if (isWorn) void remove(thread);
    pump();
  }

  function settle(thread: Thread, outcome: Outcome<ExtractedArticle>): void {
    thread.watch.stop();
    const { task } = thread;
    thread.task = null;
    task?.settle(task.work.kind === 'feed' ? orPlain(outcome, task.work.item) : outcome);
  }

  /** `error` and `exit` may both come, in either order, and after the answer; only the first one counts. */
  function discard(thread: Thread, why: Error | string): void {
    if (!threads.has(thread)) return;
    if (thread.ready) {
      end(thread, broken(why, heapMb));
      return;
    }
    void remove(thread);
    failedStarts++;
    log?.error({ event: 'cell.thread-failed', detail: String(why) });
    if (failedStarts >= FAILED_STARTS) {
      failedStarts = 0;
      for (const task of waiting.splice(0))
        task.settle(retry('cell-closed', 'no extraction thread can be started'));
    }
    pump();
  }

  /** Kills a thread with its page. A replacement starts when there is work for it, and one is kept warm. */
  function end(thread: Thread, outcome: Outcome<ExtractedArticle>): void {
    if (!threads.has(thread)) return;
    const { task } = thread;
    void remove(thread);
    settle(thread, outcome);
    if (outcome.kind === 'reject' && task?.work.kind === 'page')
      log?.warn({ event: 'page.killed', reason: outcome.reason, url: task.work.page.url });
    if (threads.size === 0 && closed === null) start();
    pump();
  }

  async function remove(thread: Thread): Promise<void> {
    thread.watch.stop();
    threads.delete(thread);
    await thread.worker.terminate();
  }

  function callOff(task: Task): void {
    const at = waiting.indexOf(task);
    if (at >= 0) {
      waiting.splice(at, 1);
      task.settle(retry('aborted', 'called off before it was read'));
      return;
    }
    const thread = [...threads].find((other) => other.task === task);
    if (thread !== undefined) end(thread, retry('aborted', 'called off while it was read'));
  }

  async function close(): Promise<void> {
    for (const task of waiting.splice(0)) task.settle(retry('aborted', 'shutting down'));
    await new Promise<void>((resolve) => {
      closing = resolve;
      pump();
    });
    await Promise.all([...threads].map(remove));
  }

  return {
    extract: (page, signal) => submit({ kind: 'page', page }, signal),
    fromFeed: (item, signal) => submit({ kind: 'feed', item }, signal),
    close: () => (closed ??= close()),
  };
}

/** A feed item whose HTML kills or breaks a thread still has its plain summary. */
function orPlain(outcome: Outcome<ExtractedArticle>, item: SummaryInput): Outcome<ExtractedArticle> {
  return outcome.kind === 'reject' ? done(plainFromFeed(item)) : outcome;
}

const overdue = (bound: keyof Bounds, ms: number) =>
  reject('deadline', `reading the page took more than ${ms} ms${bound === 'cpuMs' ? ' of CPU time' : ''}`);

function broken(why: Error | string, heapMb: number) {
  if (why instanceof Error && 'code' in why && why.code === 'ERR_WORKER_OUT_OF_MEMORY')
    return reject('memory', `reading the page took more than ${heapMb} MB`);
  return reject('unreadable', `the reading thread ended: ${why instanceof Error ? why.message : why}`);
}
