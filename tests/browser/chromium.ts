// Chromium for tests, where the machine has one; nothing is ever downloaded.
import { existsSync } from 'node:fs';
import process from 'node:process';

/** Path of the browser, or null. */
export const chromium: string | null =
  [process.env.PRESSWATCH_TEST_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
    (path) => path !== undefined && existsSync(path),
  ) ?? null;

export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

if (chromium === null) console.warn('No Chromium here: tests in a real browser are skipped.');
