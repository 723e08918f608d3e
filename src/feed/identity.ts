// Who an entry is within its feed: a ladder from its guid over its address to its headline. Says by which names the same
// entry may have been known before; whether it was is judged in recognise.ts. Pure.
import { LIMITS } from '../config/limits.ts';
import { contentId } from '../lib/hash.ts';
import { httpUrl, urlKey } from '../lib/url.ts';
import type { FeedEntry, IdentityRule } from '../model/feed.ts';
import { canonicalLink, withoutAmp } from './canonical-link.ts';

export type Identity = {
  /** the item's id, if it is new */
  id: string;
  /** the id that version 0.1.0 gave it: its items are in stores. Null where it is the same, as for nearly all entries */
  formerId: string | null;
  /** other names under which it may be known, the strongest first */
  aliases: string[];
  /** the address of the article as it may be fetched */
  url: string | null;
};

/** A headline shorter than this, with its date, is no name: `Weather`, `Live`. UTF-16 units, since Chinese is terse. */
const TELLING_TITLE = 8;

/** What identifies an entry, made comparable. */
type Marks = {
  entry: FeedEntry;
  /** where it may be fetched */
  url: string | null;
  guid: string | null;
  /** `urlKey` of the address */
  address: string | null;
  title: string;
};

/** What the whole document says of its marks: only those that tell its entries apart are names. */
type Telling = {
  guids: ReadonlySet<string>;
  formerGuids: ReadonlySet<string>;
  addresses: ReadonlySet<string>;
  headlines: ReadonlySet<string>;
};

/**
 * Who a document's entries are, in their order, by the rule that the feed is remembered by; without one, by that which
 * fits the document (see recognise.ts for when a rule is given up).
 */
export function identify(
  feedId: number,
  entries: readonly FeedEntry[],
  remembered: IdentityRule | null,
): { rule: IdentityRule; identities: Identity[] } {
  const all = entries.map(marksOf);
  const telling = tellingMarks(all);
  const rule = remembered ?? fittingRule(all, telling);
  return { rule, identities: all.map((one) => identityOf(feedId, one, telling, rule)) };
}

/** `guid` where at least half of the entries have one that stands for them alone, else `link` likewise, else `title`. */
function fittingRule(all: readonly Marks[], telling: Telling): IdentityRule {
  const half = all.length / 2;
  if (all.filter((one) => hasGuid(one, telling)).length >= half) return 'guid';
  return all.filter((one) => hasAddress(one, telling)).length >= half ? 'link' : 'title';
}

function identityOf(feedId: number, one: Marks, telling: Telling, rule: IdentityRule): Identity {
  const [name, former] = [ladder(one, telling, rule), formerLadder(one, telling)];
  const same = name.every((part, at) => part === former[at]);
  return {
    id: contentId('item', feedId, ...name),
    formerId: same ? null : contentId('item', feedId, ...former),
    aliases: otherNames(one, telling, rule).map((other) => contentId('alias', feedId, ...other)),
    url: one.url,
  };
}

/** The alias that an item of the feed has when it ever stood at this address. */
export const linkAlias = (feedId: number, url: string): string =>
  contentId('alias', feedId, 'link', canonicalLink(url));

type Name = readonly [rule: string, ...parts: string[]];

/** What the entry is called from now on. */
function ladder(one: Marks, telling: Telling, rule: IdentityRule): Name {
  const guid: Name | null = hasGuid(one, telling) ? ['guid', one.guid ?? ''] : null;
  const link: Name | null = hasAddress(one, telling) ? ['url', one.address ?? ''] : null;
  const title = titleName(one, rule === 'guid' ? (one.guid ?? '') : '');
  if (rule === 'guid') return guid ?? link ?? title;
  if (rule === 'link') return link ?? guid ?? title;
  return one.title === '' ? (link ?? guid ?? title) : title;
}

/** What version 0.1.0 called it, by guids alone. */
function formerLadder(one: Marks, telling: Telling): Name {
  if (one.guid !== null && telling.formerGuids.has(one.guid)) return ['guid', one.guid];
  return one.address === null ? titleName(one, one.guid ?? '') : ['url', one.address];
}

function titleName({ entry, title }: Marks, guid: string): Name {
  if (entry.publishedAt !== null) return ['date', guid, title, entry.publishedAt];
  return ['text', guid, title, entry.content ?? ''];
}

/** Names that outlive a changed scheme, host, guid or address. What the feed makes up anew each time is none. */
function otherNames(one: Marks, telling: Telling, rule: IdentityRule): Name[] {
  const names: Name[] = [];
  const bare = (one.guid ?? '').replace(/^\/\/[^/]*/, '');
  if (rule === 'guid' && bare.length > 1 && hasGuid(one, telling)) names.push(['guid', bare]);
  if (rule !== 'title' && hasAddress(one, telling)) {
    names.push(['link', withoutAmp(one.address ?? '')]);
  }
  const headline = headlineOf(one);
  if (headline !== null && telling.headlines.has(headline)) names.push(['headline', headline]);
  return names;
}

function marksOf(entry: FeedEntry): Marks {
  const url = articleUrl(entry.link);
  return {
    entry,
    url,
    guid: guidKey(entry),
    address: url === null ? null : urlKey(url),
    title: entry.title.toLowerCase(),
  };
}

/** A guid that is nothing but the headline changes with it, and two articles under one headline are two. */
const hasGuid = ({ guid, title, address }: Marks, telling: Telling): boolean =>
  guid !== null && telling.guids.has(guid) && !(address !== null && guid.toLowerCase() === title);

const hasAddress = ({ address }: Marks, telling: Telling): boolean =>
  address !== null && telling.addresses.has(address);

const headlineOf = ({ entry, title }: Marks): string | null =>
  title.length < TELLING_TITLE || entry.publishedAt === null ? null : `${title}\n${entry.publishedAt}`;

/**
 * One guid over several addresses (or titles, where addresses tell nothing) tells nothing apart, nor does one address
 * under several titles. The same entry listed twice keeps its names.
 */
function tellingMarks(all: readonly Marks[]): Telling {
  const guid = (one: Marks): string | null => one.guid;
  const place = (one: Marks): string => one.address ?? `title ${one.entry.title}`;
  const addresses = standingForOne(
    all,
    (one) => one.address,
    (one) => one.title,
  );
  const what = (one: Marks): string =>
    one.address !== null && addresses.has(one.address) ? one.address : `title ${one.entry.title}`;
  const formerGuids = standingForOne(all, guid, place);
  const allTell = all.every((one) => one.address === null || addresses.has(one.address));
  return {
    guids: allTell ? formerGuids : standingForOne(all, guid, what),
    ...{ formerGuids, addresses, headlines: standingForOne(all, headlineOf, place) },
  };
}

function standingForOne(
  all: readonly Marks[],
  name: (one: Marks) => string | null,
  what: (one: Marks) => string,
): Set<string> {
  const seen = new Map<string, string>();
  const repeated = new Set<string>();
  for (const one of all) {
    const key = name(one);
    if (key === null) continue;
    const meaning = what(one);
    if ((seen.get(key) ?? meaning) !== meaning) repeated.add(key);
    seen.set(key, meaning);
  }
  for (const key of repeated) seen.delete(key);
  return new Set(seen.keys());
}

/** White space folded, and http like https: some sites serve one when polled and the other when pushed. */
function guidKey(entry: FeedEntry): string | null {
  const guid = entry.guid?.replace(/[\s\0-\x1f\x7f]+/g, ' ').trim();
  return guid ? guid.replace(/^https?:/i, '') : null;
}

/**
 * The address of the article as it may be fetched, else null: http(s) only, no longer than is sane, and without user
 * info, which the client refuses: `https://news.example@evil.example` misleads.
 */
export function articleUrl(link: string | null): string | null {
  const url = link === null ? null : httpUrl(link);
  if (url === null || url.username !== '' || url.password !== '') return null;
  return url.href.length <= LIMITS.urlChars ? url.href : null;
}
