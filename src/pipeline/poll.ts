// What a poll of a feed brought, between fetching and saving.
import { contentId } from '../lib/hash.ts';
import type { FeedItem, ParsedFeed } from '../model/model.ts';

/** What a good poll brought. */
export type Poll = {
  /** null: the server or the body's hash says that nothing has changed */
  parsed: ParsedFeed | null;
  items: FeedItem[];
  etag: string | null;
  lastModified: string | null;
  bodyHash: string | null;
  movedTo: string | null;
  /** how long the answer says it stays fresh, ms; null when it does not say */
  freshMs: number | null;
};

/** What an item says, in one hash: when it changes, the page is read again. */
export const claimHash = (item: FeedItem): string => contentId(item.title, item.summary, item.content);
