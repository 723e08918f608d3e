// The cell: threads are killed, replaced and renewed; every page gets exactly one outcome; the process may end.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Cell, type CellOptions, createCell } from '../../../src/extract/cell.ts';

// a thread starts in half a second, on a crowded machine in ten
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const cells: Cell[] = [];
function cellOf(options: Partial<CellOptions> = {}): Cell {
  const cell = createCell({ threads: 1, ...options });
  cells.push(cell);
  return cell;
}
afterEach(() => Promise.all(cells.splice(0).map((cell) => cell.close())));

const page = (html: string) => ({
  bytes: new TextEncoder().encode(html),
  contentType: 'text/html',
  url: 'https://harbour.example/ferry',
});
const good = (n: number) =>
  page(
    `<title>Ferry ${n}</title><article>${`<p>The ferry number ${n} left the harbour at dawn, and the crew waved to all.</p>`.repeat(3)}</article>`,
  );
/** passes the prescan and takes Readability far longer than a second */
const stuck = page(`${'<div>'.repeat(250)}words, more words${'</div>'.repeat(250)}`.repeat(75));
const item = {
  title: 'Ferry',
  summary: 'It sails.',
  content: null,
  author: null,
  publishedAt: null,
  url: null,
};

test('pages are answered each with its own article, also when many wait', async () => {
  const cell = cellOf({ threads: 2 });
  const outcomes = await Promise.all(Array.from({ length: 20 }, (_, n) => cell.extract(good(n))));
  expect(outcomes.map((outcome) => (outcome.kind === 'done' ? outcome.value.title : outcome.reason))).toEqual(
    Array.from({ length: 20 }, (_, n) => `Ferry ${n}`),
  );
});

test('the caller keeps its bytes', async () => {
  const { bytes } = good(1);
  await cellOf().extract({ ...good(1), bytes });
  expect(bytes.byteLength).toBeGreaterThan(0);
});

test('a page that hangs is killed at the deadline, what waits behind it is read', async () => {
  const cell = cellOf({ cpuMs: 700 });
  const [bad, next, again, last] = await Promise.all([
    cell.extract(stuck),
    cell.extract(good(1)),
    cell.extract(stuck),
    cell.extract(good(2)),
  ]);
  expect([bad, again]).toMatchObject([
    { kind: 'reject', reason: 'deadline' },
    { kind: 'reject', reason: 'deadline' },
  ]);
  expect([next, last]).toMatchObject([{ value: { title: 'Ferry 1' } }, { value: { title: 'Ferry 2' } }]);
});

test('a page that swells is rejected for memory, the next is read', async () => {
  const cell = cellOf({ heapMb: 48, cpuMs: 50_000 });
  const swelling = page('<p>a<b>c</b></p>'.repeat(9_000));
  expect(await cell.extract(swelling)).toMatchObject({ kind: 'reject', reason: 'memory' });
  expect(await cell.extract(good(3))).toMatchObject({ kind: 'done' });
});

describe('calling off', () => {
  test('a page that waits is handed back at once', async () => {
    const cell = cellOf();
    const first = cell.extract(good(1));
    const call = new AbortController();
    const second = cell.extract(good(2), call.signal);
    call.abort();
    expect(await second).toMatchObject({ kind: 'retry', reason: 'aborted' });
    expect(await first).toMatchObject({ kind: 'done' });
  });

  test('a page that runs is ended with its thread, and the next is read', async () => {
    const cell = cellOf({ cpuMs: 20_000 });
    await cell.extract(good(1));
    const call = new AbortController();
    const running = cell.extract(stuck, call.signal);
    call.abort();
    expect(await running).toMatchObject({ kind: 'retry', reason: 'aborted' });
    expect(await cell.extract(good(2))).toMatchObject({ kind: 'done' });
  });

  test('a signal that is off already asks for nothing', async () => {
    expect(await cellOf().extract(good(1), AbortSignal.abort())).toMatchObject({ reason: 'aborted' });
  });
});

describe('closing', () => {
  test('the page that runs is finished, those that wait are handed back, later ones refused', async () => {
    const cell = cellOf();
    await cell.extract(good(0));
    const outcomes = [cell.extract(good(1)), cell.extract(good(2)), cell.extract(good(3))];
    await cell.close();
    expect((await Promise.all(outcomes)).map(({ kind }) => kind)).toEqual(['done', 'retry', 'retry']);
    expect(await cell.extract(good(4))).toMatchObject({ kind: 'retry', reason: 'aborted' });
  });

  test('closing twice, or without having read anything, is fine', async () => {
    const cell = cellOf();
    await Promise.all([cell.close(), cell.close()]);
  });
});

describe('feed items', () => {
  test('their HTML is read in the cell', async () => {
    const outcome = await cellOf().fromFeed({
      ...item,
      content: '<p>It <b>sails</b> again.<script>x</script></p>',
    });
    expect(outcome).toMatchObject({
      kind: 'done',
      value: { text: 'It sails again.', html: '<p>It <b>sails</b> again.</p>' },
    });
  });

  test('HTML that takes too long leaves the plain summary', async () => {
    const outcome = await cellOf({ cpuMs: 1 }).fromFeed({
      ...item,
      content: '<p>a<b>c</b></p>'.repeat(9_000),
    });
    expect(outcome).toMatchObject({ kind: 'done', value: { text: 'It sails.', method: 'feed-summary' } });
  });
});

test('an idle cell keeps no process alive, a waiting page does', async () => {
  const script = `
    import { createCell } from ${JSON.stringify(new URL('../../../src/extract/cell.ts', import.meta.url).href)};
    const cell = createCell({ threads: 1 });
    const { kind } = await cell.extract({ bytes: new TextEncoder().encode('<p>The ferry sails again on Monday.'), contentType: null, url: 'https://a.example' });
    console.log(kind);`;
  const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    timeout: 50_000,
  });
  expect((await run).stdout.trim()).toBe('done');
});
