// What a poll of a feed brought, between fetching and saving.
import { contentId } from '../lib/hash.ts';
import type { FeedItem, IdentityRule, ParsedFeed } from '../model/model.ts';
import type { FeedChild } from '../store/feeds.ts';

/** What a good poll brought. */
export type Poll = {
  status: number;
  /** null: the server or the body's hash says that nothing has changed */
  parsed: ParsedFeed | null;
  items: FeedItem[];
  /** the rule by which `items` are told apart; null when there are none to tell */
  identity?: IdentityRule | null;
  /** of a sitemap index, its sitemaps with the validators of their answers; null for other feeds */
  children?: FeedChild[] | null;
  etag: string | null;
  lastModified: string | null;
  /** the address that these validators belong to; null: the feed's own */
  validatorsOf: string | null;
  /** of the body; null when there was none (304) */
  bodyHash: string | null;
  /** validators were sent with the request */
  conditional: boolean;
  /** asked without validators, because 304 was doubted */
  inFull: boolean;
  /** as far as permanent redirects led; null: nowhere */
  permanent: string | null;
  /** how long the answer says it stays fresh, and its max-age, ms; null when it does not say */
  freshMs: number | null;
  maxAgeMs: number | null;
  /** where news of the feed can be had; null: nowhere; undefined: this answer does not tell */
  hub: { hub: string; topic: string } | null | undefined;
};

/** What an item says, in one hash: when it changes, the page is read again. */
export const claimHash = (item: FeedItem): string => contentId(item.title, item.summary, item.content);
