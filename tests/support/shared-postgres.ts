// One PostgreSQL for all files of the integration project, each with databases of its own: making a cluster for every
// file would take most of some files' time. Runs before the first file and after the last; the server is held by a
// process beside, since vitest's own can't look up where its programs are.
import { rmSync } from 'node:fs';
import process from 'node:process';
import { openDir, optionsIn, SHARED_DIR } from './postgres.ts';
import { run } from './process.ts';

export async function setup(): Promise<() => Promise<void>> {
  const dir = openDir('pw-pg-');
  const holder = run(new URL('./embedded-user.ts', import.meta.url), [optionsIn(dir)]);
  await holder.until((said) => said.up === true, 'the server of the integration tests');
  process.env[SHARED_DIR] = dir; // the test files run in children, which inherit it
  return async () => {
    holder.tell('stop');
    await holder.exited;
    rmSync(dir, { recursive: true, force: true });
  };
}
