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
    const place = (entity.inTitle ? 3 : 1) * (entity.first <= length / 10 ? 2 : 1);
    entity.salience = place * Math.log2(1 + entity.count);
  }
  return [...entities.values()].sort((a, b) => b.salience - a.salience || a.first - b.first);
}

/** beside the most salient entity, those that come this near to it */
const SHARE_OF_BEST = 0.5;
/** one naming in passing makes no subject, unless the title does it */
const LEAST_NAMINGS = 2;

/**
 * Whom and what an article is about, not only mentions: named in the title or more than once, and at least half as
 * salient as the most salient entity. @param length characters of the body
 */
export function mainEntities(mentions: readonly Mention[], length: number): ListedEntity[] {
  const listed = listEntities(mentions, length);
  const least = (listed[0]?.salience ?? 0) * SHARE_OF_BEST;
  return listed.filter((one) => one.salience >= least && (one.inTitle || one.count >= LEAST_NAMINGS));
}
