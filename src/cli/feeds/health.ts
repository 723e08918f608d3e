// How a feed is, in words: its state, why it fails, whether it is quieter than its rhythm. Reads a row and nothing else.
import { expectedAWeek, type Pace, paceOf } from '../../feed/rhythm.ts';
import { BECAUSE } from '../../feed/schedule.ts';
import type { FeedRow } from '../../store/feeds.ts';
import { plural, when } from '../output.ts';

export type Health = {
  state: 'active' | 'new' | 'failing' | 'silent' | 'gone' | 'removed';
  /** what is wrong, one sentence each; empty when nothing is */
  problems: string[];
  /** items a week as they came; null: nothing was read yet, or for too short a time */
  itemsAWeek: number | null;
  /** the same as a sentence without its end; null: nothing was read yet */
  pace: string | null;
  /** why the next poll is when it is */
  because: string | null;
};

export function healthOf(feed: FeedRow, now: Date): Health {
  const silent = isSilent(feed, now);
  const problems = [failure(feed), silent ? silence(feed) : null, distrust(feed)].filter(
    (one) => one !== null,
  );
  const pace = feed.rhythm && paceOf(feed.rhythm, (feed.last_ok_at ?? now).getTime());
  return {
    state: stateOf(feed, silent),
    problems,
    itemsAWeek: roundedPace(pace),
    pace: pace && paceSentence(pace),
    because: feed.state === 'active' && feed.next_because ? sentenceOf(feed.next_because) : null,
  };
}

/** Items a week to a tenth; null where it is too early to tell. */
export const roundedPace = (pace: Pace | null): number | null =>
  pace === null || pace.itemsAWeek === null ? null : Math.round(pace.itemsAWeek * 10) / 10;

/** "about 14 items a week", or what was seen of a feed that was watched for less than a day. */
export function paceSentence(pace: Pace): string {
  const weekly = roundedPace(pace);
  if (weekly !== null) return `about ${weekly} items a week`;
  const hours = Math.max(1, Math.round(pace.hours));
  return `too early to tell how many items a week (${plural(Math.round(pace.items), 'item')} in ${plural(hours, 'hour')} so far)`;
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
  const weekly = feed.rhythm === null ? 0 : expectedAWeek(feed.rhythm);
  const longest = Math.round((feed.rhythm?.longestGap ?? 0) / 3_600_000);
  return `No item since ${when(newest === null ? null : new Date(newest)) ?? 'long ago'}: with about ${plural(Math.round(weekly), 'item')} a week, nine or more were to be expected since, and its longest pause was ${plural(longest, 'hour')}.`;
}

const distrust = (feed: FeedRow): string | null =>
  feed.validators_off === null ? null : `Its validators are not used: ${feed.validators_off}.`;

const sentenceOf = (because: string): string =>
  Object.entries(BECAUSE).find(([name]) => name === because)?.[1] ?? because;

/** With a capital and a full stop, whatever it was; an address at its beginning stays as it is. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  const first = /^\w+:\/\//.test(trimmed) ? trimmed.charAt(0) : trimmed.charAt(0).toUpperCase();
  return `${first}${trimmed.slice(1)}${/[.!?]$/.test(trimmed) ? '' : '.'}`;
}
