// Which items of a poll are known already, be it under another name: a feed that changes its guids, its scheme or its
// slugs tells no news. Pure; looking up and storing are the store's business.
import type { FeedItem, IdentityRule } from '../model/feed.ts';

/** An item of the feed that answers to one of the names asked for. */
export type Known = {
  id: number;
  key: string;
  title: string;
  /** ISO 8601 instant, else null */
  publishedAt: string | null;
  /** of the names asked for, those it has: its key, other ids it was given, aliases */
  names: readonly string[];
};

export type Recognised = {
  item: FeedItem;
  /** null: never seen before */
  known: Known | null;
  /** the id itself was known; false when only an alias led there, or nothing did */
  byId: boolean;
};

/** Titles that share this much of their words are two versions of one headline. */
const SIMILAR = 0.5;
/** So many polls in a row in which most known items came under new ids: the feed makes its ids up. */
const DOUBTS = 3;

/**
 * Pairs items with what is known, in the order of `items`. First by id, which is beyond doubt; then by alias, but only
 * with an item that no other entry of the document has claimed, and that has a like headline or the same date.
 */
export function recognise(items: readonly FeedItem[], known: readonly Known[]): Recognised[] {
  const keyed = new Map(known.map((one) => [one.key, one]));
  // where several have one name, the latest
  const named = new Map<string, Known>();
  for (const one of known.toSorted((a, b) => a.id - b.id)) for (const name of one.names) named.set(name, one);
  const free = new Set(known);
  const claim = (one: Known | undefined): Known | null => (one && free.delete(one) ? one : null);
  // a feed that changed a guid may list the old and the new one: the item goes to the one it was stored under
  const byKey = items.map((item) => claim(keyed.get(item.id)));
  const byId = items.map((item, at) => byKey[at] ?? claim(named.get(item.id)));
  return items.map((item, at) => {
    const sure = byId[at] ?? null;
    if (sure !== null) return { item, known: sure, byId: true };
    const like = namesOf(item)
      .map((name) => named.get(name))
      .find((one) => one && free.has(one) && isLike(item, one));
    return { item, known: claim(like), byId: false };
  });
}

/** Every name under which the item may be known, the strongest first. */
export const namesOf = ({ id, formerId, aliases }: FeedItem): string[] => [
  id,
  ...(formerId === null ? [] : [formerId]),
  ...aliases,
];

/** The same date, or a like headline: a name alone is no proof, since feeds use addresses and guids again. */
function isLike(item: FeedItem, known: Known): boolean {
  const [a = '', b = ''] = [item.title, known.title].map((title) => title.toLowerCase());
  if (a !== '' && a === b) return true;
  const [one, two] = [item.publishedAt, known.publishedAt].map((date) => Date.parse(date ?? ''));
  if (one === two) return true;
  if (a === '' || b === '') return Number.isNaN(one) || Number.isNaN(two);
  return overlap(a, b) >= SIMILAR;
}

/** Shared words, as a share of all words of both. */
function overlap(a: string, b: string): number {
  const [one, two] = [a, b].map((text) => new Set(text.match(/[\p{L}\p{N}]+/gu)));
  const union = one?.union(two ?? new Set()).size ?? 0;
  return union === 0 ? 0 : (one?.intersection(two ?? new Set()).size ?? 0) / union;
}

/** What a feed is remembered by between polls. */
export type IdentityMemory = { rule: IdentityRule; doubts: number };

/**
 * The memory after a poll. One poll is no proof: a site that moves changes all its ids once. A feed whose known items
 * come under new ids poll after poll makes them up, and is told apart by the next rule of the ladder from then on.
 */
export function remember(memory: IdentityMemory, recognised: readonly Recognised[]): IdentityMemory {
  const known = recognised.filter((one) => one.known !== null);
  if (known.length === 0) return memory;
  const renamed = known.filter((one) => !one.byId).length;
  if (renamed * 2 <= known.length) return memory.doubts === 0 ? memory : { ...memory, doubts: 0 };
  const doubts = memory.doubts + 1;
  if (doubts < DOUBTS || memory.rule === 'title') return { ...memory, doubts: Math.min(doubts, DOUBTS) };
  return { rule: memory.rule === 'guid' ? 'link' : 'title', doubts: 0 };
}
