// One page fetched for a person to look at: guarded, at its host's turn, as robots.txt allows. Stores nothing but the
// turn, so that a running service and this request do not crowd the host together.
import { setTimeout as wait } from 'node:timers/promises';
import type { Outcome } from '../model/outcome.ts';
import type { Fetched } from '../net/client.ts';
import { type AskDeps, askPage, judgePage } from './ask-page.ts';
import { atHost, type Turn } from './host-turn.ts';

/** how long a host that is busy with something of ours is waited for */
const PATIENCE_MS = 15_000;

/** The server's answer when it is a page; a sentence on why there is none otherwise. */
export async function lookAtPage(url: string, deps: AskDeps): Promise<Outcome<Fetched>> {
  const start = deps.clock.now().getTime();
  for (;;) {
    const outcome = await atHost(url, `look ${url}`, deps, (turn) => ask(url, deps, turn));
    const waitMs = outcome.kind === 'retry' && outcome.reason === 'host-busy' ? outcome.afterMs : undefined;
    if (waitMs === undefined || deps.clock.now().getTime() + waitMs - start > PATIENCE_MS) return outcome;
    await wait(waitMs);
  }
}

async function ask(url: string, deps: AskDeps, turn: Turn): Promise<Outcome<Fetched>> {
  const answer = await askPage(url, deps, turn);
  if (answer.kind !== 'done') return answer;
  return (await judgePage(answer.value, new URL(url).host, deps)) ?? answer;
}
