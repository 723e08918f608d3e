// The inside of the cell: one thread, one page at a time, one answer for each message.
// Holds no network and no clock; when a page hangs here, the other side ends the whole thread.
import process from 'node:process';
import { getHeapStatistics } from 'node:v8';
import { parentPort } from 'node:worker_threads';
import type { ExtractedArticle } from '../model/article.ts';
import { done, type Outcome, reject } from '../model/outcome.ts';
import { extractPage, type PageInput } from './extract.ts';
import type { SummaryInput } from './plain-summary.ts';
import { fromFeed } from './summary.ts';

export type Work = { kind: 'page'; page: PageInput } | { kind: 'feed'; item: SummaryInput };

/** `cpuMs`: CPU time that this thread has used in its life. */
export type Answer =
  | { kind: 'ready'; cpuMs: number }
  | { kind: 'answer'; outcome: Outcome<ExtractedArticle>; heapMb: number; cpuMs: number };

const MIB = 1024 * 1024;

// A message a page, and no loop here: parsed pages are only let go between macrotasks (4-5 MB each otherwise).
parentPort?.on('message', (work: Work) => {
  const outcome = answerTo(work);
  const heapMb = getHeapStatistics().used_heap_size / MIB;
  parentPort?.postMessage({ kind: 'answer', outcome, heapMb, cpuMs: cpuMs() } satisfies Answer);
});
parentPort?.postMessage({ kind: 'ready', cpuMs: cpuMs() } satisfies Answer);

function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** A page that makes the parser or Readability throw harms only itself. */
function answerTo(work: Work): Outcome<ExtractedArticle> {
  try {
    return work.kind === 'page' ? extractPage(work.page) : done(fromFeed(work.item));
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return reject('unreadable', `${name}: ${message.split('\n')[0]?.slice(0, 200)}`);
  }
}
