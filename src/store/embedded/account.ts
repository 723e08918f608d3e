// The account the server runs as, and commands run as that account. PostgreSQL refuses uid 0, so root lends itself
// `postgres` or `nobody`. Never creates an account and never changes the ids of this process.
import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import type { Place } from './place.ts';
import { EmbeddedUnavailable } from './unavailable.ts';

/** `null` means: as ourselves. */
export type Account = { name: string; uid: number; gid: number } | null;

/** Ids of an account in passwd(5) form; `nobody` is -2 on macOS, which spawn wants as an unsigned number. */
function findAccount(passwd: string, name: string): Account {
  const fields = passwd
    .split('\n')
    .map((line) => line.split(':'))
    .find((parts) => parts[0] === name);
  const uid = Number(fields?.[2]) >>> 0;
  const gid = Number(fields?.[3]) >>> 0;
  return fields && uid !== 0 ? { name, uid, gid } : null;
}

/**
 * The account for the server of this place: whoever owns its cluster, else one that root can lend, else ourselves.
 * @throws EmbeddedUnavailable when no account fits: initdb stops where a uid has no name
 */
export async function serverAccount(place: Place): Promise<Account> {
  if (process.getuid?.() === 0) {
    const owned = await stat(place.cluster).catch(() => null);
    if (owned && owned.uid !== 0) return { name: `user ${owned.uid}`, uid: owned.uid, gid: owned.gid };
    const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
    const account = findAccount(passwd, 'postgres') ?? findAccount(passwd, 'nobody');
    if (account) return account;
    throw new EmbeddedUnavailable(
      "it doesn't run as root, and this system has neither an account `postgres` nor `nobody`.",
    );
  }
  try {
    userInfo();
    return null;
  } catch {
    throw new EmbeddedUnavailable(`user id ${process.getuid?.()} has no entry in the password file.`);
  }
}

export type Ran = { ok: boolean; output: string };

/**
 * Environment for the server's programs. Nothing is inherited but PATH: PGDATA, PGPORT, LD_LIBRARY_PATH or a
 * locale of the person at the keyboard must not change what is made.
 */
export const serverEnv = (): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH ?? '/usr/bin:/bin',
  LC_ALL: 'C',
});

/** Run one program to its end as that account, from `/` (the inherited directory may be closed to it). Never throws. */
export function runAs(account: Account, file: string, args: string[]): Promise<Ran> {
  const ids = account ? { uid: account.uid, gid: account.gid } : {};
  const options = { ...ids, cwd: '/', env: serverEnv(), encoding: 'utf8' as const };
  return new Promise((resolve) => {
    try {
      execFile(file, args, options, (error, stdout, stderr) => {
        const output = `${stdout}${stderr}`.trim();
        resolve({ ok: !error, output: output || (error?.message ?? '') });
      });
    } catch (error) {
      resolve({ ok: false, output: String(error) }); // EACCES and EPERM can be thrown at once
    }
  });
}
