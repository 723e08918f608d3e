// Compiled code kept between two starts: where it lies, when there is none, and that no start fails for it.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { cacheFolder } from '../../src/lib/cache-folder.ts';
import { presswatch } from '../support/command.ts';

const dir = mkdtempSync(join(tmpdir(), 'pw-compiled-'));
const checkout = fileURLToPath(new URL('../..', import.meta.url));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Starts the program with this cache folder, as if nobody had named one for Node; it must not say a word of it. */
async function start(cache: string, env: Record<string, string> = {}): Promise<string[]> {
  const ended = await presswatch(['--version'], {
    env: { NODE_COMPILE_CACHE: '', XDG_CACHE_HOME: cache, ...env },
    cwd: dir,
  });
  expect(ended).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/^\d+\.\d+/) });
  const folder = join(cache, 'presswatch', 'compiled');
  return existsSync(folder) ? readdirSync(folder) : [];
}

test('code is kept in the cache folder of the user, by the version of Node', async () => {
  const [kept = '', ...others] = await start(join(dir, 'good'));
  expect(kept).toMatch(/^v\d+\./);
  expect(others).toEqual([]);
  expect(readdirSync(join(dir, 'good', 'presswatch', 'compiled', kept)).length).toBeGreaterThan(100);
});

test('Node’s own switch turns it off', async () => {
  expect(await start(join(dir, 'off'), { NODE_DISABLE_COMPILE_CACHE: '1' })).toEqual([]);
  expect(existsSync(join(dir, 'off'))).toBe(false);
});

test('where the folder can not be made, the program starts without', async () => {
  writeFileSync(join(dir, 'file'), '');
  expect(await start(join(dir, 'file'))).toEqual([]);
});

test('a folder that others may write is not used, nor one within the checkout', async () => {
  const open = join(dir, 'open', 'presswatch', 'compiled');
  mkdirSync(open, { recursive: true });
  chmodSync(open, 0o777);
  expect(await start(join(dir, 'open'))).toEqual([]);
  expect(await start(join(checkout, 'cache'))).toEqual([]);
  expect(existsSync(join(checkout, 'cache'))).toBe(false);
});

test('a cache folder that is no absolute path does not count', () => {
  expect(cacheFolder({ XDG_CACHE_HOME: '/somewhere' })).toBe('/somewhere/presswatch');
  for (const named of ['cache', './cache', ''])
    expect(cacheFolder({ XDG_CACHE_HOME: named })).toBe(cacheFolder({}));
});
