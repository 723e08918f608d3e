// The inside of the feed cell: one document at a time, one answer for each. Holds no network and no clock; when a
// document hangs here, the other side ends the whole thread.
import { parentPort } from 'node:worker_threads';
import type { ParsedFeed } from '../model/feed.ts';
import type { Outcome } from '../model/outcome.ts';
import { type FeedHints, parseFeed } from './parse.ts';

export type Work = { bytes: Uint8Array; hints: FeedHints };

/** `begun`: the thread has started and looks at the document now. */
export type Answer = { kind: 'begun' } | { kind: 'read'; outcome: Outcome<ParsedFeed> };

parentPort?.on('message', async ({ bytes, hints }: Work) => {
  parentPort?.postMessage({ kind: 'begun' } satisfies Answer);
  // a throw is a mistake of ours; it ends the thread, and the document is refused as unreadable
  const outcome = await parseFeed(bytes, hints);
  parentPort?.postMessage({ kind: 'read', outcome } satisfies Answer);
});
