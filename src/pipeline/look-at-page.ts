// One page fetched for a person to look at: guarded, at its host's turn, as robots.txt allows. Stores nothing but the
// turn, so that a running service and this request do not crowd the host together.
import { setTimeout as wait } from 'node:timers/promises';
import { LIMITS } from '../config/limits.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Fetched } from '../net/client.ts';
import { pauseHost } from '../store/hosts.ts';
import type { Deps } from './deps.ts';
import { ACCEPT, askRobots, judgeStatus } from './fetch-page.ts';
import { atHost, type Turn } from './host-turn.ts';

export type LookDeps = Pick<Deps, 'store' | 'client' | 'robots' | 'clock'> & {
  options: Pick<Deps['options'], 'hostGapMs' | 'robots'>;
};

/** how long a host that is busy with something of ours is waited for */
const PATIENCE_MS = 15_000;

/** The server's answer when it is a page; a sentence on why there is none otherwise. */
export async function lookAtPage(url: string, deps: LookDeps): Promise<Outcome<Fetched>> {
  const start = deps.clock.now().getTime();
  for (;;) {
    const outcome = await atHost(url, `look ${url}`, deps, (turn) => ask(url, deps, turn));
    const waitMs = outcome.kind === 'retry' && outcome.reason === 'host-busy' ? outcome.afterMs : undefined;
    if (waitMs === undefined || deps.clock.now().getTime() + waitMs - start > PATIENCE_MS) return outcome;
    await wait(waitMs);
  }
}

async function ask(url: string, deps: LookDeps, turn: Turn): Promise<Outcome<Fetched>> {
  const { host } = new URL(url);
  const refusal = deps.options.robots ? await askRobots(url, host, deps, turn) : null;
  if (refusal !== null) return refusal;
  const answer = await deps.client.get(url, {
    accept: ACCEPT,
    beforeHop: turn.hop,
    maxBytes: LIMITS.pageBytes,
    deadlineMs: LIMITS.fetchMs,
  });
  if (answer.kind !== 'done') return answer;
  const problem = judgeStatus(answer.value, deps.clock.now());
  // whoever asks a person to wait means the service too
  if (problem?.kind === 'retry' && problem.afterMs) await pauseHost(deps.store, host, problem.afterMs);
  return problem ?? answer;
}
