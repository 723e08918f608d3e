// Real pages, feeds and texts that lie beside the checkout on the machines of those who work on it; absent elsewhere,
// where the tests that read them are skipped with a message. Never copied into the repository.
import { existsSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The path of a shared file or folder; null (and a line that says so) when it is not there. */
export function shared(path: string): string | null {
  const full = fileURLToPath(new URL(`../../../shared/${path}`, import.meta.url));
  if (existsSync(full)) return realpathSync(full);
  console.warn(`not tested on real data: ${full} is not there`);
  return null;
}
