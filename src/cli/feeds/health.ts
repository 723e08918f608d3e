// How a feed is, in words: its state, why it fails, whether it is quieter than its rhythm. Reads a row and nothing else.
import { itemsAWeek } from '../../feed/rhythm.ts';
import { BECAUSE } from '../../feed/schedule.ts';
import type { FeedRow } from '../../store/feeds.ts';
import { plural, when } from '../output.ts';

export type Health = {
  state: 'active' | 'new' | 'failing' | 'silent' | 'gone' | 'removed';
  /** what is wrong, one sentence each; empty when nothing is */
  problems: string[];
  /** items a week by its rhythm; null: not known yet */
  itemsAWeek: number | null;
  /** why the next poll is when it is */
  because: string | null;
};

export function healthOf(feed: FeedRow, now: Date): Health {
  const silent = isSilent(feed, now);
  const problems = [failure(feed), silent ? silence(feed) : null, distrust(feed)].filter(
    (one) => one !== null,
  );
  const weekly = itemsAWeek(feed.rhythm);
  return {
    state: stateOf(feed, silent),
    problems,
    itemsAWeek: weekly === null ? null : Math.round(weekly * 10) / 10,
    because: feed.state === 'active' && feed.next_because ? sentenceOf(feed.next_because) : null,
  };
}

/** The alarm: active, well by itself, and no item for longer than its own pattern makes plausible. */
const isSilent = (feed: FeedRow, now: Date): boolean =>
  feed.state === 'active' && feed.silent_from !== null && feed.silent_from < now;

function stateOf(feed: FeedRow, silent: boolean): Health['state'] {
  if (feed.state !== 'active') return feed.state;
  if (feed.failures > 0) return 'failing';
  if (silent) return 'silent';
  return feed.last_ok_at === null ? 'new' : 'active';
}

function failure(feed: FeedRow): string | null {
  if (feed.state === 'gone')
    return `${feed.last_error ?? 'It is gone.'} It is not asked any more; "feeds add" begins anew.`;
  if (feed.failures === 0) return null;
  const times = feed.failures === 1 ? 'once' : `${feed.failures} times in a row`;
  return `${sentence(feed.last_error ?? 'It failed.')} (${times}${feed.last_ok_at === null ? ', never good yet' : ''})`;
}

function silence(feed: FeedRow): string {
  const newest = feed.rhythm?.newest ?? null;
  const weekly = itemsAWeek(feed.rhythm) ?? 0;
  const longest = Math.round((feed.rhythm?.longestGap ?? 0) / 3_600_000);
  return `No item since ${when(newest === null ? null : new Date(newest)) ?? 'long ago'}: with about ${plural(Math.round(weekly), 'item')} a week, nine or more were to be expected since, and its longest pause was ${plural(longest, 'hour')}.`;
}

const distrust = (feed: FeedRow): string | null =>
  feed.validators_off === null ? null : `Its validators are not used: ${feed.validators_off}.`;

const sentenceOf = (because: string): string =>
  Object.entries(BECAUSE).find(([name]) => name === because)?.[1] ?? because;

/** With a capital and a full stop, whatever it was. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  return `${trimmed.charAt(0).toUpperCase()}${trimmed.slice(1)}${/[.!?)]$/.test(trimmed) ? '' : '.'}`;
}
