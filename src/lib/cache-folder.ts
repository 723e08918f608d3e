// The folder where this user keeps what can be made again: by the XDG convention, for root that of the machine. Makes none.
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import process from 'node:process';

/** An absolute path; XDG_CACHE_HOME counts only as one, so that nothing lands in the folder somebody happens to be in. */
export function cacheFolder({ XDG_CACHE_HOME: named = '' }: NodeJS.ProcessEnv): string {
  const usual = () => (process.getuid?.() === 0 ? '/var/cache' : join(homedir(), '.cache'));
  return join(isAbsolute(named) ? named : usual(), 'presswatch');
}
