// Directories that root and the server's account share safely: root must not be led by a link, or by a folder somebody
// else prepared in /tmp, into giving away what is not ours.
import { chmod, chown, lstat, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Account } from './account.ts';

/** Make it and its missing parents, enterable for everyone whatever the umask. What exists is left as it is. */
export async function makeOpen(path: string): Promise<void> {
  const topmost = await mkdir(path, { recursive: true });
  if (topmost === undefined) return;
  for (let made = path; made.length >= topmost.length; made = dirname(made)) await chmod(made, 0o755);
}

/**
 * Make it, or take the existing one, for the server alone: mode 0700 and its owner.
 * @throws when something else is there, or it belongs to a third user
 */
export async function makeClosed(path: string, account: Account): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const found = await lstat(path); // not stat: a link is not followed
    if (!found.isDirectory() || (found.uid !== process.getuid?.() && found.uid !== account?.uid)) {
      throw new Error(`${path} is not a directory of ours`);
    }
  }
  await chmod(path, 0o700);
  if (account) await chown(path, account.uid, account.gid);
}
