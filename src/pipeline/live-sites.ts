// The rules for single sites in force in this process, followed while it runs: a changed file is read again when the next
// page asks, at most once a second. A file with a mistake is refused whole, and the rules before it stay.
import { statSync } from 'node:fs';
import { LIMITS } from '../config/limits.ts';
import { readSites, ruleFor, type SiteRules } from '../config/sites.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { SiteRule } from '../model/site-rule.ts';

export type Sites = {
  /** the rule for an address as it stands now; a change of the file shows a moment later */
  ruleFor(url: string): SiteRule | null;
  /** resolves when a look at the file that is under way has ended */
  settled(): Promise<void>;
};

/**
 * The rules of a file, which may be absent.
 * @throws BadConfiguration with every mistake in it
 */
export async function openSites(path: string, deps: { clock: Clock; log: Log }): Promise<Sites> {
  let rules = await checkedSites(path);
  let known = signatureOf(path);
  let lookedAt = deps.clock.now().getTime();
  let reading: Promise<void> = Promise.resolve();

  async function follow(): Promise<void> {
    try {
      rules = await checkedSites(path);
      deps.log.info({ event: 'sites.changed', sites: rules.size });
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      deps.log.error({ event: 'sites.refused', problem });
    }
  }

  function look(): void {
    const now = deps.clock.now().getTime();
    if (Math.abs(now - lookedAt) < LIMITS.vocabularyLookMs) return;
    lookedAt = now;
    const signature = signatureOf(path);
    if (signature === known) return;
    known = signature;
    reading = reading.then(follow);
  }

  return {
    ruleFor(url) {
      look();
      return ruleFor(rules, url);
    },
    settled: () => reading,
  };
}

/**
 * The rules of a file with their selectors proved. Most have none, and then the parser, which is large, isn't loaded.
 * @throws BadConfiguration with every mistake in it
 */
async function checkedSites(path: string): Promise<SiteRules> {
  try {
    const rules = readSites(path, () => null);
    if (rules.size === 0) return rules;
  } catch {
    // told below, together with what is wrong with selectors
  }
  const { selectorProblem } = await import('../extract/site-rule.ts');
  return readSites(path, selectorProblem);
}

function signatureOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? '' : `${stat.size} ${stat.mtimeMs} ${stat.ino}`;
}
