// One request at a time to a host, and a pause between the end of one and the start of the next: feeds, pages, robots and
// redirect hops alike. Short waits are waited here; long ones are handed back, and the row waits instead.
import { setTimeout as wait } from 'node:timers/promises';
import { LIMITS } from '../config/limits.ts';
import { howLong } from '../lib/how-long.ts';
import { type Outcome, type Retry, retry } from '../model/outcome.ts';
import { enterHost, leaveHost } from '../store/hosts.ts';
import type { Deps } from './deps.ts';

type TurnDeps = Pick<Deps, 'store'> & { options: Pick<Deps['options'], 'hostGapMs'> };

/**
 * The distance of two starts on a host, for those who reserve them ahead: the pause counts from the end of an exchange,
 * so starts at the bare pause would pile up behind it, and each that comes too early costs a job's way back.
 */
export const slotMs = (gapMs: number): number => Math.round(gapMs * 1.4);

/** between two looks at most; a host that is busy longer than a few of these is somebody else's for now */
const LOOKS = 3;

/** Enters the hosts that a request leads to, and remembers where it is. */
export type Turn = {
  /** Waits for the turn of the next hop, on this host or another one; a Retry when that would take long. */
  hop(url: string): Promise<Retry | null>;
  /** Keeps the host it is at for `ms` from now, which is longer than one request takes. */
  keep(ms: number): Promise<void>;
};

/** Does `work` once it is the turn of `url`'s host. `by` names the row that the request is for, such as `feed-7`. */
export async function atHost<T>(
  url: string,
  by: string,
  deps: TurnDeps,
  work: (turn: Turn) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const { store, options } = deps;
  const gapMs = options.hostGapMs;
  let host = new URL(url).host;
  const busy = await enter(host, by, deps);
  if (busy) return busy;
  const hop = async (next: string): Promise<Retry | null> => {
    const nextHost = new URL(next).host;
    if (nextHost === host) {
      if (gapMs > 0) await wait(gapMs);
      return null;
    }
    const closed = await enter(nextHost, by, deps);
    if (closed) return closed;
    const before = host;
    host = nextHost;
    await leaveHost(store, before, by, gapMs);
    return null;
  };
  const keep = async (ms: number): Promise<void> => {
    await enterHost(store, host, by, ms);
  };
  try {
    return await work({ hop, keep });
  } finally {
    await leaveHost(store, host, by, gapMs);
  }
}

async function enter(host: string, by: string, { store, options }: TurnDeps): Promise<Retry | null> {
  for (let look = 1; ; look++) {
    const entry = await enterHost(store, host, by, LIMITS.fetchMs * 2);
    if (entry.entered) return null;
    const { waitMs, held } = entry;
    if (held) {
      return retry('host-busy', `${host} asked to be left alone, for another ${howLong(waitMs)}.`, waitMs);
    }
    const patience = Math.max(options.hostGapMs, 250) + 50;
    if (look >= LOOKS || waitMs > patience)
      return retry('host-busy', `Another request to ${host} is under way.`, Math.max(waitMs, 250));
    await wait(waitMs);
  }
}
