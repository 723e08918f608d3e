// Where large feed documents are read: one thread with a deadline and a heap limit, killed and replaced when passed, so
// that no document stalls what else the process does. Small ones are read in place, which is cheaper than the way there.
import { Worker } from 'node:worker_threads';
import { LIMITS } from '../config/limits.ts';
import type { Log } from '../lib/log.ts';
import type { ParsedFeed } from '../model/feed.ts';
import { type Outcome, reject, retry } from '../model/outcome.ts';
import { isGzip } from './inflate.ts';
import { type FeedHints, parseFeed } from './parse.ts';
import type { Answer, Work } from './thread.ts';

export type { FeedHints };

export type FeedCellOptions = {
  /** documents up to this are read in place, bytes; gzip files never, since their size says nothing */
  inPlaceBytes?: number;
  /** for one document, ms, from the moment the thread gets it */
  deadlineMs?: number;
  /** heap of the thread, MiB */
  heapMb?: number;
  log?: Log;
};

export type FeedCell = {
  /** As `parseFeed`; besides, rejects what hangs (`deadline`) or swells (`memory`). One large document at a time. */
  parse(bytes: Uint8Array, hints: FeedHints): Promise<Outcome<ParsedFeed>>;
  /** Ends the thread; what it reads, or waits to read, comes back as `retry`. */
  close(): Promise<void>;
};

/** Makes the cell. Its thread starts with the first large document and keeps no process alive while it is idle. */
export function createFeedCell(options: FeedCellOptions = {}): FeedCell {
  const { inPlaceBytes = LIMITS.feedInPlaceBytes, log } = options;
  let worker: Worker | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  async function inThread(bytes: Uint8Array, hints: FeedHints): Promise<Outcome<ParsedFeed>> {
    if (isClosed) return closing();
    worker ??= start(options.heapMb ?? LIMITS.feedHeapMb);
    const thread = worker;
    const answer = await ask(
      thread,
      { bytes: new Uint8Array(bytes), hints },
      options.deadlineMs ?? LIMITS.feedReadMs,
    );
    if (answer.alive) return answer.outcome;
    if (worker === thread) worker = null;
    await thread.terminate();
    if (isClosed) return closing();
    const { kind } = answer.outcome;
    log?.warn({
      event: 'feed.killed',
      outcome: kind,
      reason: kind === 'done' ? undefined : answer.outcome.reason,
    });
    return answer.outcome;
  }

  return {
    parse: (bytes, hints) => {
      if (bytes.byteLength <= inPlaceBytes && !isGzip(bytes)) return parseFeed(bytes, hints);
      const outcome = turn.then(() => inThread(bytes, hints));
      turn = outcome.catch(() => undefined);
      return outcome;
    },
    close: async () => {
      isClosed = true;
      await worker?.terminate();
      await turn;
    },
  };
}

function start(heapMb: number): Worker {
  return new Worker(new URL('./thread.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
    // a test runner's or debugger's flags are not for this thread
    execArgv: [],
    env: {},
  });
}

type Reply = { outcome: Outcome<ParsedFeed> /** the thread can be used again */; alive: boolean };

/** Hands the work over and waits for whatever comes first: the answer, the end of the thread, or the deadline. */
function ask(thread: Worker, work: Work, deadlineMs: number): Promise<Reply> {
  return new Promise((resolve) => {
    const end = (outcome: Outcome<ParsedFeed>, alive: boolean) => {
      clearTimeout(timer);
      thread.off('message', onMessage).off('error', onError).off('exit', onExit);
      // an error that comes late, from a thread given up already, must not end the process
      if (!alive) thread.on('error', () => undefined);
      thread.unref();
      resolve({ outcome, alive });
    };
    const onMessage = (answer: Answer) => {
      if (answer.kind === 'begun') {
        clearTimeout(timer);
        timer = setTimeout(() => end(overdue(deadlineMs), false), deadlineMs);
      } else end(answer.outcome, true);
    };
    const onError = (error: unknown) => end(broken(error), false);
    const onExit = () => end(reject('unreadable', 'the reading thread ended'), false);
    let timer = setTimeout(
      () => end(retry('cell-closed', 'no reading thread can be started'), false),
      LIMITS.threadStartMs,
    );
    thread.ref();
    thread.on('message', onMessage).on('error', onError).on('exit', onExit);
    thread.postMessage(work, [work.bytes.buffer as ArrayBuffer]);
  });
}

const closing = () => retry('aborted', 'shutting down');

const overdue = (ms: number) => reject('deadline', `reading the document took longer than ${ms} ms`);

function broken(error: unknown) {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
    return reject('memory', 'reading the document took more memory than it may');
  return reject('unreadable', `the reading thread ended: ${error instanceof Error ? error.message : error}`);
}
