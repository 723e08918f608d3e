// The fetch-feeds stage without storage and queue: the request, the reading, and the comparison with what was seen.
import type { FeedItem } from '../../../src/model/model.ts';
import { createClient } from '../../../src/net/client.ts';
import { howToAsk, type Known, readAnswer, requestFeed } from '../../../src/pipeline/ask-feed.ts';
import { cpuMs } from './server.ts';

export const POLICY = { allow: ['127.0.0.0/8'], ports: 'any' as const };
export const USER_AGENT = 'Presswatch/bench (+https://operator.example/bot; measured on loopback)';

export type Round = { ms: number; done: number; failed: number; news: number };

export type Poller = { round(): Promise<Round>; close(): Promise<void> };

/** Polls all `urls` once a round, `atOnce` at a time, and keeps in memory what a store would keep. */
export function barePoller(urls: readonly string[], atOnce: number): Poller {
  const client = createClient({ policy: POLICY, userAgent: USER_AGENT });
  const states = urls.map((url, n) => blank(n + 1, url));
  const seen = new Set<string>();

  async function poll(at: number, counts: Round): Promise<void> {
    const feed = states[at];
    if (!feed) return;
    const ask = howToAsk(feed, new Date());
    const answer = await requestFeed(feed, client, ask);
    const outcome = answer.kind === 'done' ? await readAnswer(feed, answer.value, ask, new Date()) : answer;
    if (outcome.kind !== 'done') {
      counts.failed++;
      return;
    }
    counts.done++;
    const { etag, lastModified, bodyHash, items } = outcome.value;
    for (const item of items) counts.news += take(seen, item);
    states[at] = { ...feed, etag, last_modified: lastModified, body_hash: bodyHash ?? feed.body_hash };
  }

  return {
    round: async () => {
      const counts: Round = { ms: 0, done: 0, failed: 0, news: 0 };
      let next = 0;
      const work = async () => {
        while (next < states.length) await poll(next++, counts);
      };
      counts.ms = await cpuMs(() => Promise.all(Array.from({ length: atOnce }, work)));
      return counts;
    },
    close: () => client.close(),
  };
}

function take(seen: Set<string>, { id }: FeedItem): number {
  if (seen.has(id)) return 0;
  seen.add(id);
  return 1;
}

const blank = (id: number, url: string): Known => ({
  ...{ id, url, identity: null, etag: null, last_modified: null, body_hash: null },
  ...{ validators_of: null, validators_off: null, empty_changes: 0 },
  ...{ full_at: null, checked_at: null, silent_from: null },
});
