// Memory of the extraction pool over many pages: pages of both gold sets and made ones, in turn, through the cell.
//   MALLOC_ARENA_MAX=2 npm run bench pages-memory -- [--pages 50000] [--threads 1]
// with the memory settings of the launcher (src/cli/presswatch.mjs) and the Dockerfile.
// Prints a line each thousand pages. RSS of the last fifth must lie within 5 % of that of the second.
import { readdirSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { createCell } from '../../src/extract/cell.ts';

const { values } = parseArgs({
  options: { pages: { type: 'string', default: '50000' }, threads: { type: 'string', default: '1' } },
});
const count = Number(values.pages);
const threads = Number(values.threads);
const LINE = 1000;
const SAMPLE = 50;
const MIB = 1024 * 1024;
const DATA = '../shared/data';

const packed = ['extraction-dev', 'extraction-wcxb-dev'].flatMap((set) =>
  readdirSync(`${DATA}/${set}/html`).map((name) => readFileSync(`${DATA}/${set}/html/${name}`)),
);

/** A page that no other one equals: words by its number, of 1 to 3 KB. */
function madePage(n: number): Uint8Array {
  const words = Array.from({ length: 60 }, (_, i) => `word${(n * 31 + i * 17) % 9973}`).join(' ');
  const paragraphs = `<p id="p${n}">${words}, and so it goes on, as <a href="/x${n}">it</a> always went, day after day.</p>`;
  return new TextEncoder().encode(
    `<html><head><title>Page ${n}</title></head><body><article>${paragraphs.repeat(2 + (n % 4))}</article></body></html>`,
  );
}

/** Each sixteenth page is one of the sets, so that 50,000 take half an hour and not three. */
const pageAt = (n: number): Uint8Array =>
  n % 16 === 0 ? gunzipSync(packed[(n / 16) % packed.length]!) : madePage(n);

const cell = createCell({ threads });
const outcomes: Record<string, number> = {};
const samples: number[] = [];
const cpuBefore = process.cpuUsage();
let sent = 0;
let answered = 0;

async function feed(): Promise<void> {
  while (sent < count) {
    const n = sent++;
    const outcome = await cell.extract({
      bytes: pageAt(n),
      contentType: 'text/html',
      url: `https://harbour${n % 500}.example/page/${n}`,
    });
    if (outcome.kind === 'retry') throw new Error(outcome.detail);
    const name = outcome.kind === 'done' ? outcome.value.method : outcome.reason;
    outcomes[name] = (outcomes[name] ?? 0) + 1;
    answered++;
    if (answered % SAMPLE === 0) samples.push(process.memoryUsage.rss() / MIB);
    if (answered % LINE === 0) line();
  }
}

function line(): void {
  const { user, system } = process.cpuUsage(cpuBefore);
  const last = samples.slice(-LINE / SAMPLE);
  console.log(
    `${answered} pages, RSS ${mean(last).toFixed(0)} MiB (${Math.min(...last).toFixed(0)}-${Math.max(...last).toFixed(0)}), ` +
      `${((user + system) / 1000 / answered).toFixed(1)} ms CPU a page`,
  );
}

const mean = (list: number[]) => list.reduce((sum, one) => sum + one, 0) / Math.max(1, list.length);

await Promise.all(Array.from({ length: threads + 1 }, feed));
await cell.close();

const fifth = samples.length / 5;
const fifths = Array.from({ length: 5 }, (_, i) => mean(samples.slice(i * fifth, (i + 1) * fifth)));
const growth = fifths[4]! / fifths[1]! - 1;
console.log(
  Object.entries(outcomes)
    .map(([name, times]) => `${name} ${times}`)
    .join(', '),
);
console.log(`mean RSS of each fifth: ${fifths.map((one) => one.toFixed(0)).join(', ')} MiB`);
console.log(
  `last fifth against the second: ${(100 * growth).toFixed(1)} % ${Math.abs(growth) <= 0.05 ? 'flat' : 'NOT FLAT'}`,
);
