// Rules for sites follow their file while the service runs.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createLog } from '../../../src/lib/log.ts';
import { openSites } from '../../../src/pipeline/live-sites.ts';

const dir = mkdtempSync(join(tmpdir(), 'live-sites-'));
afterAll(() => rmSync(dir, { recursive: true }));

test('a change shows a moment later; a mistake leaves the rules before it in force', async () => {
  const path = join(dir, 'sites.yaml');
  const url = 'https://www.harbour.example/a';
  let ms = 0;
  const clock = { now: () => new Date(ms) };
  const later = async () => {
    ms += 1500;
    sites.ruleFor(url);
    await sites.settled();
    return sites.ruleFor(url);
  };
  const sites = await openSites(path, { clock, log: createLog('silent') });
  expect(sites.ruleFor(url)).toBeNull();
  writeFileSync(path, 'sites:\n  harbour.example:\n    body: .story\n');
  expect(sites.ruleFor(url)).toBeNull();
  expect(await later()).toEqual({ body: '.story' });
  writeFileSync(path, 'sites:\n  harbour.example:\n    body: "p[["\n');
  expect(await later()).toEqual({ body: '.story' });
  writeFileSync(path, 'sites: {}\n# none any more\n');
  expect(await later()).toBeNull();
});

test('a file with a mistake is refused at the start', async () => {
  const path = join(dir, 'bad.yaml');
  writeFileSync(path, 'sites:\n  harbour.example:\n    body: "p[["\n');
  await expect(
    openSites(path, { clock: { now: () => new Date(0) }, log: createLog('silent') }),
  ).rejects.toThrow('bad.yaml:3: sites.harbour.example.body: "p[[" is no CSS selector');
});
