// What reading a page costs, beside plain jsdom and Readability: CPU time in turn on each page, and peak RSS of each way
// in a process of its own. Ours goes through the cell, so the pool's overhead is in it.
import { execFile } from 'node:child_process';
import process from 'node:process';
import { setImmediate as macrotask } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Readability } from '@mozilla/readability';
import { JSDOM, VirtualConsole } from 'jsdom';
import { LIMITS } from '../../src/config/limits.ts';
import { createCell } from '../../src/extract/cell.ts';
import type { PageInput } from '../../src/extract/extract.ts';
import { openGoldSet } from './gold-set.ts';

const ROUNDS = 2;
const WARM_UP = 10;
const MIB_IN_KIB = 1024;

type Way = 'plain' | 'ours';
type Reader = { read(page: PageInput): Promise<unknown>; close(): Promise<void> };

function open(way: Way): Reader {
  if (way === 'plain') return { read: plainly, close: async () => undefined };
  const cell = createCell({ threads: 1 });
  return { read: (page) => cell.extract(page), close: cell.close };
}

async function plainly({ bytes, url }: PageInput): Promise<unknown> {
  const dom = new JSDOM(new TextDecoder().decode(bytes), { url, virtualConsole: new VirtualConsole() });
  return new Readability(dom.window.document).parse()?.textContent;
}

/** Prints CPU and peak RSS of both ways over the pages of a gold set. */
export async function compareCost(set: string): Promise<void> {
  const { ids, pageOf } = openGoldSet(set);
  const ways = { plain: open('plain'), ours: open('ours') };
  for (const id of ids.slice(0, WARM_UP)) for (const { read } of Object.values(ways)) await read(pageOf(id));
  const sums = { plain: 0, ours: 0 };
  for (const id of ids) {
    const page = pageOf(id);
    const least = { plain: Number.POSITIVE_INFINITY, ours: Number.POSITIVE_INFINITY };
    for (let round = 0; round < ROUNDS; round++)
      for (const way of ['plain', 'ours'] as const)
        least[way] = Math.min(least[way], await spent(() => ways[way].read(page)));
    sums.plain += least.plain;
    sums.ours += least.ours;
  }
  await ways.ours.close();
  const renewal = (await spent(renew)) / LIMITS.extractPagesPerThread;
  const each = (sum: number) => (sum / ids.length).toFixed(1);
  const ratio = sums.ours / ids.length + renewal;
  console.log(
    `CPU: plain ${each(sums.plain)} ms a page, ours ${each(sums.ours)} + ${renewal.toFixed(1)} for renewing threads, ` +
      `ratio ${((ratio * ids.length) / sums.plain).toFixed(3)}`,
  );
  const plain = await peakOf('plain', set);
  const ours = await peakOf('ours', set);
  console.log(
    `peak RSS: plain ${plain.toFixed(0)} MiB, ours ${ours.toFixed(0)} MiB, ratio ${(ours / plain).toFixed(3)}`,
  );
}

/** CPU of the whole process, threads included, ms. */
async function spent(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  await macrotask();
  return (user + system) / 1000;
}

/** Starts a thread that reads one short page, and ends it. */
async function renew(): Promise<void> {
  const { read, close } = open('ours');
  await read({ bytes: new TextEncoder().encode('<p>short'), contentType: null, url: 'https://a.example/' });
  await close();
}

async function peakOf(way: Way, set: string): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, [fileURLToPath(import.meta.url), way, set]);
  return Number(stdout);
}

/** The child's part: reads the whole set twice in one way and prints its own peak, MiB. */
async function printPeak(way: Way, set: string): Promise<void> {
  const { ids, pageOf } = openGoldSet(set);
  const { read, close } = open(way);
  for (let round = 0; round < ROUNDS; round++)
    for (const id of ids) {
      await read(pageOf(id));
      await macrotask();
    }
  await close();
  console.log(process.resourceUsage().maxRSS / MIB_IN_KIB);
}

const [, script, way, set] = process.argv;
if (script === fileURLToPath(import.meta.url) && (way === 'plain' || way === 'ours') && set !== undefined)
  await printPeak(way, set);
