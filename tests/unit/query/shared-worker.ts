// A worker thread over a shared engine: opens it, makes its own changes, answers what it finds. Part of shared.test.ts.
import { parentPort, workerData } from 'node:worker_threads';
import { type Doc, loadEngine, parse } from '../../../src/query/query.ts';

export type Task = {
  bytes: Uint8Array;
  docs: Doc[];
  added: [id: number, query: string][];
  removed: number[];
};
export type Answer = {
  matches: number[][];
  spans: unknown[];
  memory: { bytes: number; shared: number };
  arrayBuffers: number;
};

const { bytes, docs, added, removed }: Task = workerData;
const before = process.memoryUsage().arrayBuffers;
const engine = loadEngine(bytes)?.engine;
if (!engine) throw new Error('the snapshot was refused');
for (const id of removed) engine.remove(id);
for (const [id, query] of added) engine.add(id, parse(query).ast);
const spans: unknown[] = [];
const matches = docs.map((doc) => {
  const ids = engine.match(doc).toSorted((a, b) => a - b);
  spans.push(ids.slice(0, 20).map((id) => engine.explain(id, doc)));
  return ids;
});
const answer: Answer = {
  matches,
  spans,
  memory: engine.memory(),
  arrayBuffers: process.memoryUsage().arrayBuffers - before,
};
parentPort?.postMessage(answer);
