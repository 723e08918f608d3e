// What a feed's row and an answer say about its next poll. Pure; decides nothing, stores nothing.
import { observe, silentFrom } from '../feed/rhythm.ts';
import type { Bounds, PollState } from '../feed/schedule.ts';
import type { FeedItem } from '../model/model.ts';
import type { FeedRow, StoredHints, StoredRhythm } from '../store/feeds.ts';
import type { Poll } from './poll.ts';

/** What is known of a feed about its next poll, as if the last one had been good and had said nothing new. */
export const pollState = (feed: FeedRow, bounds: Bounds, now: Date): PollState => ({
  bounds,
  ownFloorMs: feed.floor_ms,
  rhythm: feed.rhythm,
  ...{ wasGood: feed.last_ok_at !== null, failures: 0, failure: null },
  hasValidators: feed.validators_off === null && (feed.etag !== null || feed.last_modified !== null),
  ...{ freshMs: null, retryAfterMs: null },
  isPushed: feed.pushed_until !== null && feed.pushed_until > now,
  ...(feed.hints ?? NO_HINTS),
});

/** What a good poll says about the next one. */
export const afterGood = (
  before: PollState,
  { etag, lastModified, freshMs }: Pick<Poll, 'etag' | 'lastModified' | 'freshMs'>,
  hints: StoredHints,
  rhythm: StoredRhythm | null,
  trusted: boolean,
): PollState => ({
  ...before,
  ...hints,
  ...{ freshMs, rhythm, wasGood: true },
  hasValidators: trusted && (etag !== null || lastModified !== null),
});

const NO_HINTS: StoredHints = { ttlMinutes: null, skipHours: [], skipDays: [], maxAgeMs: null };

/** The document's hints where one came, else those of the last; max-age of this answer, where it gives one. */
export function hintsAfter(feed: Pick<FeedRow, 'hints'>, poll: Poll): StoredHints {
  const { ttlMinutes, skipHours, skipDays } = poll.parsed ?? feed.hints ?? NO_HINTS;
  const maxAgeMs = poll.status === 304 ? (poll.maxAgeMs ?? feed.hints?.maxAgeMs ?? null) : poll.maxAgeMs;
  return { ttlMinutes, skipHours, skipDays, maxAgeMs };
}

/** The feed's rhythm with what is new in it; null when nothing is. Items without a date count from when they came. */
export function rhythmAfter(
  feed: Pick<FeedRow, 'rhythm'>,
  items: readonly FeedItem[],
  fresh: number,
  now: Date,
): { rhythm: StoredRhythm; silentFrom: Date | null } | null {
  if (feed.rhythm !== null && fresh === 0) return null;
  const newest = feed.rhythm?.newest ?? 0;
  const dated = items.flatMap((item) => (item.publishedAt === null ? [] : Date.parse(item.publishedAt)));
  const undated = dated.length === 0 && feed.rhythm !== null ? fresh : 0;
  const published = [
    ...dated.filter((time) => time > newest),
    ...new Array<number>(undated).fill(now.getTime()),
  ];
  const rhythm = observe(feed.rhythm, published, now.getTime());
  return { rhythm, silentFrom: silentFrom(rhythm) };
}
