// Settles who may claim a spelling: packs made by hand decide for themselves; of the others the first in order keeps it,
// later ones need their guard. No ordinary word stays without one.
import type { AliasData, PackData } from '../../model/vocabulary.ts';
import { tokenize } from '../../query/text.ts';
import type { Draft, DraftAlias, DraftEntity } from './draft.ts';
import type { Lexicon } from './lexicon.ts';

/** Spellings compare by their folded words. */
const keyOf = (text: string): string =>
  tokenize(text)
    .map((token) => token.folded)
    .join(' ');

const textOf = (alias: AliasData): string => (typeof alias === 'string' ? alias : alias.text);

/** @param drafts in the order of who goes first */
export function settle(drafts: readonly Draft[], hand: readonly PackData[], lexicon: Lexicon): Draft[] {
  const decided = decidedByHand(hand);
  const claims = new Map<string, string>();
  return drafts.map((draft) => {
    const entities = draft.entities.flatMap((entity) => {
      const settled = settleEntity(entity, decided, claims, lexicon);
      return settled === null ? [] : [settled];
    });
    return { ...draft, entities };
  });
}

/** Spelling → ids and types that packs made by hand give it. */
type Decided = ReadonlyMap<string, { id: string; type: string }[]>;

function decidedByHand(hand: readonly PackData[]): Decided {
  const decided = new Map<string, { id: string; type: string }[]>();
  const add = (text: string, id: string, type: string) => {
    const key = keyOf(text);
    decided.set(key, [...(decided.get(key) ?? []), { id, type }]);
  };
  for (const { entities, words } of hand) {
    for (const { id, type, name, aliases, demonyms } of entities) {
      for (const text of [name, ...(aliases ?? []).map(textOf)]) add(text, id, type);
      for (const word of demonyms ?? []) add(textOf(word), id, 'MISC');
    }
    for (const word of words ?? []) add(word, '', 'MISC');
  }
  return decided;
}

function settleEntity(
  entity: DraftEntity,
  decided: Decided,
  claims: Map<string, string>,
  lexicon: Lexicon,
): DraftEntity | null {
  const { id, type, name, doubt } = entity;
  // the same under another id: the pack made by hand has it
  if (decided.get(keyOf(name))?.some((one) => one.id !== id && one.type === type)) return null;
  const listed = entity.aliases.some((alias) => alias.text === name)
    ? entity.aliases
    : [{ text: name }, ...entity.aliases];
  const keys = new Set<string>();
  const aliases = listed.flatMap((alias): DraftAlias[] => {
    const key = keyOf(alias.text);
    if (key === '' || keys.has(key)) return [];
    keys.add(key);
    const mine = decided.get(key);
    if (mine?.some((one) => one.id === id)) return [];
    const owner = claims.get(key);
    const taken = mine !== undefined || (owner !== undefined && owner !== id);
    const common = !key.includes(' ') && lexicon.isCommon(key);
    if (!taken && !common) claims.set(key, id);
    if ((!taken && !common) || alias.guard !== undefined) return [alias];
    return doubt === undefined ? [] : [{ ...alias, guard: doubt }];
  });
  const named =
    aliases.some((alias) => alias.text === name) || decided.get(keyOf(name))?.some((one) => one.id === id);
  if (!named) return null;
  const demonyms = entity.demonyms?.filter((word) => isFree(textOf(word), id, decided, claims, lexicon));
  return { ...entity, aliases, ...(demonyms && { demonyms }) };
}

/** Nationality words: nobody decided otherwise, and they are no words of another kind. */
function isFree(
  text: string,
  id: string,
  decided: Decided,
  claims: Map<string, string>,
  lexicon: Lexicon,
): boolean {
  const key = keyOf(text);
  if (decided.has(key) || lexicon.isCommon(key)) return false;
  const owner = claims.get(`demonym ${key}`);
  claims.set(`demonym ${key}`, owner ?? id);
  return owner === undefined || owner === id;
}
