// The entities of an article, from its mentions: how often, where first, how much the article is about them.
// Works on mentions alone, so that stored ones give the same answer as fresh ones. Never reads the text.
import type { EntityType, Mention } from '../model/model.ts';

export type ListedEntity = {
  /** null for a name that no pack knows */
  id: string | null;
  name: string;
  type: EntityType;
  mentions: Mention[];
  count: number;
  inTitle: boolean;
  /** UTF-16 offset of the first mention in the body; 0 when only the title names it */
  first: number;
  /** best score of its mentions */
  score: number;
  /** 0 and up; title ×3, first tenth of the body ×2, repeats damped. Comparable within one article only */
  salience: number;
};

/** Entities by salience, most salient first. @param length characters of the body */
export function listEntities(mentions: readonly Mention[], length: number): ListedEntity[] {
  const entities = new Map<string, ListedEntity>();
  const inBody = new Set<string>();
  for (const mention of mentions) {
    const { entityId: id, name, type, field, start, score } = mention;
    const key = id ?? `${type} ${name}`;
    let entity = entities.get(key);
    if (entity === undefined) {
      const nothing = { mentions: [], count: 0, inTitle: false, first: 0, score: 0, salience: 0 };
      entity = { id, name, type, ...nothing };
      entities.set(key, entity);
    }
    if (field === 'body' && !inBody.has(key)) {
      inBody.add(key);
      entity.first = start;
    }
    entity.mentions.push(mention);
    entity.count++;
    entity.inTitle ||= field === 'title';
    entity.score = Math.max(entity.score, score);
  }
  for (const entity of entities.values()) {
    entity.salience = salienceOf(entity, entity.count, length);
  }
  return [...entities.values()].sort((a, b) => b.salience - a.salience || a.first - b.first);
}

function salienceOf(place: { inTitle: boolean; first: number }, namings: number, length: number): number {
  return (place.inTitle ? 3 : 1) * (place.first <= length / 10 ? 2 : 1) * Math.log2(1 + namings);
}

/** beside the most salient entity, those that come this near to it */
const SHARE_OF_BEST = 0.5;
/** one naming in passing makes no subject, unless the title does it */
const LEAST_NAMINGS = 2;
/** *Turkish* speaks of Turkey without naming it: half a naming, and none of the title's weight */
const DEMONYM = 0.5;

/** Whom or what an article is about. */
export type MainEntity = {
  /** null for a name that no pack knows */
  id: string | null;
  namings: Mention[];
  /** words that speak of it without naming it, as *Turkish* of Turkey; alone they make a subject when there are four */
  demonyms: Mention[];
};

/**
 * Whom and what an article is about, not only mentions: named in the title or more than once, and at least half as
 * salient as the most salient entity. @param length characters of the body
 */
export function mainEntities(mentions: readonly Mention[], length: number): MainEntity[] {
  const listed = listEntities(mentions, length);
  const demonyms = demonymsOf(mentions);
  const known = new Set(listed.map(({ id }) => id));
  const unnamed = [...demonyms.keys()].filter((id) => !known.has(id));
  const named = listed.map(({ id, mentions: namings, inTitle, first }) => ({ id, namings, inTitle, first }));
  const spoken = unnamed.map((id) => ({
    id,
    namings: [],
    inTitle: false,
    first: firstOf(demonyms.get(id)),
  }));
  const weighed = [...named, ...spoken].map((entity) => {
    const words = (entity.id !== null && demonyms.get(entity.id)) || [];
    const weight = entity.namings.length + DEMONYM * words.length;
    return { ...entity, demonyms: words, weight, salience: salienceOf(entity, weight, length) };
  });
  weighed.sort((a, b) => b.salience - a.salience || a.first - b.first);
  const least = (weighed[0]?.salience ?? 0) * SHARE_OF_BEST;
  return weighed
    .filter(({ salience, inTitle, weight }) => salience >= least && (inTitle || weight >= LEAST_NAMINGS))
    .map(({ id, namings, demonyms: words }) => ({ id, namings, demonyms: words }));
}

/** Words that speak of an entity without naming it, by its id. */
function demonymsOf(mentions: readonly Mention[]): Map<string, Mention[]> {
  const found = new Map<string, Mention[]>();
  for (const mention of mentions) {
    for (const id of mention.about ?? []) {
      const there = found.get(id);
      if (there) there.push(mention);
      else found.set(id, [mention]);
    }
  }
  return found;
}

const firstOf = (mentions: readonly Mention[] = []): number =>
  mentions.find(({ field }) => field === 'body')?.start ?? 0;
