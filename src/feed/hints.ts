// What a feed says about itself: its language, and how often it wants to be asked. Claims only; schedule.ts bounds them.
import { httpUrl } from '../lib/url.ts';
import type { ParsedFeed } from '../model/feed.ts';
import { child, childrenOf, type Node, resolve, textOf } from './tree.ts';

export type Hints = Pick<ParsedFeed, 'language' | 'ttlMinutes' | 'skipHours' | 'skipDays' | 'hubs' | 'self'>;

/** Minutes of one `sy:updatePeriod` (RSS 1.0 syndication module). */
const PERIODS = new Map(
  Object.entries({ hourly: 60, daily: 1440, weekly: 10_080, monthly: 43_200, yearly: 525_600 }),
);
/** RFC 5646, 4.4.1: room for every registered tag. */
const LONGEST_TAG = 35;
/** one is enough; a list of thousands is none */
const MOST_HUBS = 5;
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

export function hintsOf(root: Node): Hints {
  const channel = child(root, 'channel') ?? root;
  return {
    language: languageOf(root, channel),
    ttlMinutes: positive(textOf(channel, 'ttl')) ?? updateMinutes(channel),
    skipHours: skipped(channel, 'skiphours', 'hour', (text) =>
      /^\d{1,2}$/.test(text) ? Number(text) % 24 : -1,
    ),
    skipDays: skipped(channel, 'skipdays', 'day', (text) => DAYS.indexOf(text.toLowerCase())),
    ...hubOf(channel),
  };
}

/** Hubs and own address (WebSub, section 4): Atom links, in RSS too. */
function hubOf(channel: Node): Pick<Hints, 'hubs' | 'self'> {
  const links = [...childrenOf(channel, 'link'), ...childrenOf(channel, 'atom:link')];
  const named = (rel: string): string[] =>
    links
      .filter((link) => link.attributes.rel?.toLowerCase().split(/\s+/).includes(rel))
      .map((link) => resolve(link, link.attributes.href ?? ''))
      .filter((href) => httpUrl(href) !== null);
  const hubs = named('hub').slice(0, MOST_HUBS);
  const [self] = named('self');
  return { ...(hubs.length > 0 ? { hubs } : {}), ...(self === undefined ? {} : { self }) };
}

function languageOf(root: Node, channel: Node): string | null {
  const written =
    textOf(channel, 'language', 'dc:language') ??
    channel.attributes['xml:lang'] ??
    root.attributes['xml:lang'];
  return languageTag(written ?? null);
}

/** A BCP 47 tag in shape, else null. */
export function languageTag(written: string | null): string | null {
  const tag = written?.trim().replaceAll('_', '-');
  return tag && tag.length <= LONGEST_TAG && /^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(tag) ? tag : null;
}

function updateMinutes(channel: Node): number | null {
  const period = PERIODS.get(textOf(channel, 'sy:updateperiod')?.toLowerCase() ?? '');
  if (period === undefined) return null;
  return Math.round(period / (positive(textOf(channel, 'sy:updatefrequency')) ?? 1));
}

function skipped(channel: Node, list: string, one: string, read: (text: string) => number): number[] {
  const holder = child(channel, list);
  if (!holder) return [];
  const found = childrenOf(holder, one).map((node) => read(node.text.trim()));
  return [...new Set(found)].filter((value) => value >= 0).sort((a, b) => a - b);
}

const positive = (text: string | null): number | null =>
  text !== null && Number(text) > 0 ? Number(text) : null;
