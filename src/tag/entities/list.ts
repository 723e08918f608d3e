// The entities of an article, from its mentions: how often, where first, how much the article is about them;
// and the values that a query's `entity:` is compared with.
import type { EntityType, Mention } from '../../model/article.ts';

export type ListedEntity = {
  id: string;
  name: string;
  type: EntityType;
  count: number;
  inTitle: boolean;
  /** UTF-16 offset of the first mention in the body; 0 when only the title names it */
  first: number;
  /** best score of its mentions */
  score: number;
  /** 0 and up; title ×3, first tenth of the body ×2, repeats damped. Comparable within one article only */
  salience: number;
};

/** Linked entities by salience, most salient first. @param length characters of the body */
export function listEntities(mentions: readonly Mention[], length: number): ListedEntity[] {
  const entities = new Map<string, ListedEntity>();
  for (const { entityId, name, type, field, start, score } of mentions) {
    if (entityId === null) continue;
    let entity = entities.get(entityId);
    if (entity === undefined) {
      entity = { id: entityId, name, type, count: 0, inTitle: false, first: 0, score: 0, salience: 0 };
      entities.set(entityId, entity);
    }
    if (field === 'body' && (entity.count === 0 || entity.first === 0)) entity.first = start;
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
