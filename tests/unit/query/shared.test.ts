// One engine in shared memory, asked by several threads at once.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { createEngine, type Doc, loadEngine, parse } from '../../../src/query/query.ts';
import type { Answer, Task } from './shared-worker.ts';

const QUERIES = 30_000;
const NAMES = 3000;
const queryOf = (id: number): string => {
  const [one, two] = [id % NAMES, (id * 7) % NAMES];
  const shapes = [
    `"tall name${one}"`,
    `name${one} NEAR/3 name${two}`,
    `nam${one}* NOT =Tall`,
    `source:Wire name${one}`,
  ];
  return shapes[id % shapes.length] as string;
};
const docs: Doc[] = Array.from({ length: 30 }, (_, n) => ({
  title: `Tall name${n * 5} and name${(n * 35) % NAMES}`,
  body: Array.from({ length: 80 }, (_, word) => `tall name${(n * 31 + word * 4) % NAMES}`).join(', '),
  source: n % 2 === 0 ? 'Wire' : 'Other',
}));

function built() {
  const engine = createEngine();
  for (let id = 0; id < QUERIES; id++) engine.add(id, parse(queryOf(id)).ast);
  return engine;
}

async function inThread(task: Task): Promise<Answer> {
  const worker = new Worker(new URL('./shared-worker.ts', import.meta.url), { workerData: task });
  const [answer]: Answer[] = await once(worker, 'message');
  await worker.terminate();
  if (!answer) throw new Error('the thread said nothing');
  return answer;
}

test('two threads over one shared engine find what the main thread finds, each with its own changes, and copy little', async () => {
  const engine = built();
  const bytes = engine.share('r1');
  const before = bytes.slice();
  const plain: Task = { bytes, docs, added: [], removed: [] };
  const changed: Task = {
    bytes,
    docs,
    added: [
      [QUERIES, 'title:tall'],
      [4, 'tall NEAR/2 name0'],
    ],
    removed: [0, 8, 12],
  };
  const [first, second] = await Promise.all([inThread(plain), inThread(changed)]);

  const wanted = docs.map((doc) => engine.match(doc).toSorted((a, b) => a - b));
  expect(wanted.flat().length).toBeGreaterThan(1000);
  expect(first.matches).toEqual(wanted);
  const reasons = docs.map((doc, n) => wanted[n]?.slice(0, 20).map((id) => engine.explain(id, doc)));
  expect(first.spans).toEqual(reasons);

  for (const id of changed.removed) engine.remove(id);
  for (const [id, query] of changed.added) engine.add(id, parse(query).ast);
  expect(second.matches).toEqual(docs.map((doc) => engine.match(doc).toSorted((a, b) => a - b)));

  for (const { memory, arrayBuffers } of [first, second]) {
    expect(memory.shared).toBeGreaterThan(0.8 * bytes.byteLength);
    expect(memory.bytes - memory.shared).toBeLessThan(0.25 * bytes.byteLength);
    expect(arrayBuffers).toBeLessThan(0.5 * bytes.byteLength);
  }
  // nobody wrote into it
  expect(Buffer.compare(before, bytes)).toBe(0);
});

test('a changed shared engine is compacted into a private one, and only then saved', () => {
  const shared = loadEngine(built().share('r1'))?.engine;
  if (!shared) throw new Error('the snapshot was refused');
  const doc = docs[1] as Doc;
  const untouched = shared.match(doc).toSorted((a, b) => a - b);
  const gone = untouched[0] as number;
  expect(shared.size()).toBe(QUERIES);
  expect(shared.remove(gone)).toBe(true);
  expect(shared.remove(gone)).toBe(false);
  shared.add(QUERIES, parse('tall').ast);
  expect(shared.size()).toBe(QUERIES);
  expect(shared.explain(gone, doc).spans).toEqual([]);
  expect(() => shared.save('r2')).toThrow('compact');

  while (!shared.compact(10_000));
  expect(shared.memory().shared).toBe(0);
  const kept = [...untouched.slice(1), QUERIES];
  expect(shared.match(doc).toSorted((a, b) => a - b)).toEqual(kept);
  const again = loadEngine(shared.save('r2'));
  expect(again?.revision).toBe('r2');
  expect(again?.engine.match(doc).toSorted((a, b) => a - b)).toEqual(kept);
});

test('a query that was removed or replaced after it was told has no reasons of before', () => {
  const engine = built();
  const doc = docs[1] as Doc;
  const [gone = 0, changed = 0, kept = 0] = engine.match(doc);
  const before = engine.explain(kept, doc);
  engine.match(doc);
  engine.remove(gone);
  expect(engine.explain(gone, doc)).toEqual({ spans: [], leaves: [] });
  engine.match(doc);
  engine.add(changed, parse('nowhere OR name5').ast);
  expect(engine.explain(changed, doc).leaves.map((leaf) => leaf.text)).toEqual(['nowhere', 'name5']);
  expect(engine.explain(kept, doc)).toEqual(before);
});

test('what the caller does to the list of matches does not confuse the reasons', () => {
  const engine = built();
  const doc = docs[1] as Doc;
  const told = engine.match(doc);
  const wanted = new Map(told.toSorted((a, b) => b - a).map((id) => [id, engine.spans(id, doc)]));
  const list = engine.match(doc);
  list.reverse();
  for (const id of list) expect(engine.spans(id, doc)).toEqual(wanted.get(id));
});
