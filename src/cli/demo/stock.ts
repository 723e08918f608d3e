// Fills the demo's store: the newsroom's feeds and the example subscriptions.

import { newSecret } from '../../deliver/sign.ts';
import type { Newsroom } from '../../demo/newsroom.ts';
import { SUBSCRIPTIONS } from '../../demo/subscriptions.ts';
import { addFeed } from '../../store/feeds.ts';
import { saveSubscription } from '../../store/subscriptions.ts';
import type { House } from '../open.ts';

export const addDemoFeeds = (house: House, newsroom: Newsroom): Promise<void> =>
  house.store.tx(async (sql) => {
    for (const feed of newsroom.feeds) await addFeed(sql, feed);
  });

/** Creates the subscriptions; each webhook gets a path and a secret of its own, noted in `secrets` by path. */
export const addDemoSubscriptions = (
  house: House,
  receiverUrl: string,
  secrets: Map<string, string>,
): Promise<void> =>
  house.store.tx(async (sql) => {
    for (const [index, { name, query, channel }] of SUBSCRIPTIONS.entries()) {
      const secret = newSecret();
      const path = `/alerts/${index + 1}`;
      if (channel === 'webhook') secrets.set(path, secret);
      const target = channel === 'webhook' ? new URL(path, receiverUrl).href : 'alerts.jsonl';
      const secretsOf = channel === 'webhook' ? [secret] : [];
      await saveSubscription(sql, { subscriber: 'demo', name, query, channel, target, secrets: secretsOf });
    }
  });
