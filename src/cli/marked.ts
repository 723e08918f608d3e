// An article's text with its mentions marked, each with the number of its entity in the list below: [Erdogan|1]. Readable
// without colours; on a terminal the type has one.
import { listEntities, mainEntities } from '../lib/list-entities.ts';
import type { Merges } from '../lib/merges.ts';
import type { EntityType, Mention } from '../model/model.ts';

export type MarkedEntity = {
  number: number;
  /** as it is read: an id that was merged is shown as the one it was merged into */
  id: string | null;
  name: string;
  type: EntityType;
  count: number;
  inTitle: boolean;
  salience: number;
  /** the article is about it, and does not only mention it */
  about: boolean;
  surfaces: string[];
  /** nationality words and the like: ids they speak of */
  speaksOf: string[];
};

/** Entities by salience, numbered from 1; mentions by merged ids are one entity. @param length characters of the body */
export function markEntities(
  mentions: readonly Mention[],
  length: number,
  merges: Merges,
  nameOf: (id: string) => string | null,
): MarkedEntity[] {
  const read = mentions.map((mention) => readMention(mention, merges, nameOf));
  const main = new Set(mainEntities(read, length).flatMap(({ namings }) => namings));
  return listEntities(read, length).map((entity, at) => {
    const { id, name, type, count, inTitle, salience } = entity;
    return {
      number: at + 1,
      id,
      name,
      type,
      count,
      inTitle,
      salience: Math.round(salience * 100) / 100,
      about: entity.mentions.some((one) => main.has(one)),
      surfaces: [...new Set(entity.mentions.map((one) => one.text))],
      speaksOf: [...new Set(entity.mentions.flatMap((one) => one.about ?? []))],
    };
  });
}

function readMention(mention: Mention, merges: Merges, nameOf: (id: string) => string | null): Mention {
  if (mention.entityId === null) return mention;
  const id = merges.canonical(mention.entityId);
  return id === mention.entityId ? mention : { ...mention, entityId: id, name: nameOf(id) ?? mention.name };
}

const COLOURS: Record<EntityType, string> = { PER: '36', ORG: '33', LOC: '32', MISC: '35' };

/** The text of one field with its mentions in brackets. Nothing of the text is lost or moved. */
export function markText(
  text: string,
  field: Mention['field'],
  mentions: readonly Mention[],
  entities: readonly MarkedEntity[],
  merges: Merges,
  colours: boolean,
): string {
  const numbers = new Map(entities.map((one) => [keyOf(one.id, one.type, one.name), one.number]));
  let marked = '';
  let end = 0;
  for (const { field: own, start, end: stop, type, entityId, name } of mentions) {
    if (own !== field || start < end) continue;
    const id = entityId === null ? null : merges.canonical(entityId);
    const number = numbers.get(keyOf(id, type, name)) ?? '?';
    const words = text.slice(start, stop);
    marked += text.slice(end, start);
    marked += colours ? `\u001b[${COLOURS[type]}m[${words}|${number}]\u001b[0m` : `[${words}|${number}]`;
    end = stop;
  }
  return marked + text.slice(end);
}

/** As `listEntities` tells them apart: by id, else by type and name. */
const keyOf = (id: string | null, type: EntityType, name: string): string => id ?? `${type} ${name}`;
