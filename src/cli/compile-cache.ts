// Compiled code of the program, kept between two starts in the cache folder of its user; Node parts it by version and user.
// Never a reason not to start: where it can't be kept, everything is compiled anew, and nothing is said.
import { mkdirSync, statSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { isAbsolute, join, relative } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from '../lib/cache-folder.ts';

const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));
const WRITABLE_BY_OTHERS = 0o022;

/** For all modules that are loaded from now on. Node's own switches go first: NODE_DISABLE_COMPILE_CACHE, NODE_COMPILE_CACHE. */
export function keepCompiledCode(env: NodeJS.ProcessEnv): void {
  if (env.NODE_DISABLE_COMPILE_CACHE || env.NODE_COMPILE_CACHE) return;
  try {
    const folder = join(cacheFolder(env), 'compiled');
    if (!isOurs(folder)) return;
    enableCompileCache(folder);
    env.NODE_COMPILE_CACHE = folder; // threads look there
  } catch {
    // a read-only file system, no home, no right to write: there is nothing to keep then
  }
}

/** What is kept is run: nobody else may have written it, and it is no part of the checkout. */
function isOurs(folder: string): boolean {
  const within = relative(CHECKOUT, folder);
  if (!within.startsWith('..') && !isAbsolute(within)) return false;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid, mode } = statSync(folder);
  return process.getuid === undefined || (uid === process.getuid() && (mode & WRITABLE_BY_OTHERS) === 0);
}
