// Large documents are read aside: the main thread goes on, and a document that hangs or swells ends with its thread.
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { createFeedCell, type FeedCell, type FeedCellOptions } from '../../../src/feed/cell.ts';
import { rssItem } from '../../support/feeds.ts';

const HINTS = { contentType: null, url: null };
const small = Buffer.from(rssItem('<title>small</title>'));

const feedOf = (items: number, chars: number): Buffer =>
  Buffer.from(
    `<rss version="2.0"><channel>${Array.from({ length: items }, (_, n) => {
      const text = `word${n} &lt;p&gt;text&lt;/p&gt; `.repeat(chars / 30);
      return `<item><guid>${n}</guid><title>Item ${n}</title><description>${text}</description></item>`;
    }).join('')}</channel></rss>`,
  );

let cell: FeedCell;
const open = (options: FeedCellOptions = {}): FeedCell => {
  cell = createFeedCell(options);
  return cell;
};
afterEach(() => cell.close());

/** The longest turn of this thread's loop while `work` goes on, in ms of processor time. */
async function longestTurn(work: () => Promise<unknown>): Promise<number> {
  let going = true;
  let longest = 0;
  const working = work().finally(() => {
    going = false;
  });
  while (going) {
    const before = process.threadCpuUsage();
    await new Promise((turn) => setImmediate(turn));
    const { user, system } = process.threadCpuUsage(before);
    longest = Math.max(longest, (user + system) / 1000);
  }
  await working;
  return longest;
}

test('a feed of 5 MB stalls the main thread for less than 100 ms', async () => {
  const large = feedOf(900, 5000);
  expect(large.length).toBeGreaterThan(4e6);
  const aside = open();
  await aside.parse(large, HINTS);
  let items = 0;
  const stall = await longestTurn(async () => {
    const outcome = await aside.parse(large, HINTS);
    items = outcome.kind === 'done' ? outcome.value.entries.length : 0;
  });
  expect(items).toBe(900);
  expect(stall).toBeLessThan(100);
});

test('in place and aside give the same', async () => {
  const document = feedOf(20, 3000);
  const aside = await open({ inPlaceBytes: 0 }).parse(document, HINTS);
  await cell.close();
  expect(aside).toEqual(await open().parse(document, HINTS));
});

test('a document that takes too long is refused with its thread; the next one is read by another', async () => {
  const slow = open({ inPlaceBytes: 1000, deadlineMs: 1 });
  expect(await slow.parse(feedOf(900, 5000), HINTS)).toMatchObject({ kind: 'reject', reason: 'deadline' });
  expect((await slow.parse(small, HINTS)).kind).toBe('done');
  await cell.close();
  const patient = open({ inPlaceBytes: 0, deadlineMs: 5000 });
  const both = await Promise.all([patient.parse(small, HINTS), patient.parse(small, HINTS)]);
  expect(both.map((outcome) => outcome.kind)).toEqual(['done', 'done']);
});

test('a document that takes too much memory is refused with its thread', async () => {
  const tight = open({ inPlaceBytes: 0, heapMb: 24 });
  const item = `<item>${'<a b="c">d</a>'.repeat(200)}</item>`;
  const many = Buffer.from(`<rss><channel>${item.repeat(900)}</channel></rss>`);
  expect(await tight.parse(many, HINTS)).toMatchObject({ kind: 'reject', reason: 'memory' });
  expect(await tight.parse(small, HINTS)).toMatchObject({ kind: 'done' });
});

test('a small gzip file may be large inside, so it is read aside', async () => {
  const zipped = gzipSync(feedOf(900, 5000));
  expect(await open({ deadlineMs: 1 }).parse(zipped, HINTS)).toMatchObject({ reason: 'deadline' });
  await cell.close();
  expect(await open().parse(gzipSync(small), HINTS)).toMatchObject({ kind: 'done' });
});

test('closing ends what is read and what waits', async () => {
  const closing = open({ inPlaceBytes: 0 });
  const reading = [closing.parse(feedOf(900, 5000), HINTS), closing.parse(small, HINTS)];
  await closing.close();
  const outcomes = await Promise.all([...reading, closing.parse(small, HINTS)]);
  expect(outcomes.map((one) => one.kind === 'retry' && one.reason)).toEqual(Array(3).fill('aborted'));
});
