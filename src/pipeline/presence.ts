// A worker's own heartbeat: it follows subscription changes, and says publicly how far. Changes wake it at once through
// the store's notices; looking once a second is what makes it sure. No match depends on it: each article is judged
// only after the changes committed by then were taken over (tag-article.ts).
import { setTimeout as wait } from 'node:timers/promises';
import { LIMITS } from '../config/limits.ts';
import { type Listener, listen } from '../store/listen.ts';
import { SUBSCRIPTION_NOTICE } from '../store/subscriptions.ts';
import { forgetWorker, markInForce, seeWorker } from '../store/workers.ts';
import type { Deps } from './deps.ts';
import { followSubscriptions } from './tag-article.ts';

export type Presence = { stop(): Promise<void> };

export type Who = {
  id: string;
  host: string;
  pid: number;
  roles: readonly string[];
  /** whether it judges articles, and so follows subscriptions */
  judges: boolean;
};

type PresenceDeps = Pick<Deps, 'store' | 'roster' | 'log'> &
  Partial<Pick<Deps, 'vocabulary' | 'vocabularyProblem'>>;

/** Registers the worker, its subscriptions loaded; resolves when that is done. `url` is the store's, for notices. */
export async function startPresence(who: Who, url: string, deps: PresenceDeps): Promise<Presence> {
  const stopping = new AbortController();
  let wake = () => {};
  let woken = new Promise<void>((resolve) => {
    wake = resolve;
  });
  let listener: Listener | null = null;

  /** A notice that comes while a beat is under way leads to another beat. */
  const nextWake = () => {
    woken = new Promise((resolve) => {
      wake = resolve;
    });
  };
  /** What changed while nobody listened is seen by one more beat. */
  const listenAgain = async () => {
    if (!who.judges || listener?.isOpen()) return;
    listener = await listen(url, SUBSCRIPTION_NOTICE, () => wake());
    wake();
  };

  await beat(who, deps);
  const beating = (async () => {
    while (!stopping.signal.aborted) {
      const pause = new AbortController();
      const rest = wait(LIMITS.workerBeatMs, undefined, {
        signal: AbortSignal.any([stopping.signal, pause.signal]),
      });
      await Promise.race([rest.catch(() => undefined), woken]);
      pause.abort();
      if (stopping.signal.aborted) break;
      nextWake();
      try {
        await beat(who, deps);
        await listenAgain();
      } catch (error) {
        const problem = error instanceof Error ? error.message : String(error);
        deps.log.warn({ event: 'presence.failed', problem });
      }
    }
  })();
  wake(); // the first round opens the listener
  return {
    stop: async () => {
      stopping.abort();
      await beating;
      await listener?.close();
      await forgetWorker(deps.store, who.id).catch(() => undefined);
    },
  };
}

async function beat(who: Who, deps: PresenceDeps): Promise<void> {
  const { id, host, pid, judges } = who;
  if (judges) await followSubscriptions(deps.store, deps);
  const rev = judges ? deps.roster.rev() : null;
  const vocabulary = judges ? (deps.vocabulary?.version ?? null) : null;
  const problem = deps.vocabularyProblem ?? null;
  const row = { id, host, pid, roles: [...who.roles], rev, vocabulary, vocabulary_problem: problem };
  await seeWorker(deps.store, row);
  if (judges) await markInForce(deps.store);
}
