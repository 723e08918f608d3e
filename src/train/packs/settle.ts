// Settles who may claim a spelling: packs made by hand decide for themselves; of the others the first in order keeps it,
// later ones need their guard. No ordinary word stays without one.
import type { AliasData, GuardData, PackData } from '../../model/vocabulary.ts';
import { tokenize } from '../../query/text.ts';
import type { Draft, DraftAlias, DraftEntity } from './draft.ts';
import type { Lexicon } from './lexicon.ts';

/** Spellings compare by their folded words. */
const keyOf = (text: string): string =>
  tokenize(text)
    .map((token) => token.folded)
    .join(' ')
    .replace(/^the (?=.)/, '');

const textOf = (alias: AliasData): string => (typeof alias === 'string' ? alias : alias.text);

/** Who has which spelling: `owners` without a condition, `claims` under the words of a guard. */
type State = {
  decided: Decided;
  owners: Map<string, string>;
  claims: Map<string, string>;
  guards: Readonly<Record<string, GuardData>>;
  lexicon: Lexicon;
};

/** @param drafts in the order of who goes first */
export function settle(drafts: readonly Draft[], hand: readonly PackData[], lexicon: Lexicon): Draft[] {
  const shared = { decided: decidedByHand(hand), owners: new Map(), claims: new Map(), lexicon };
  return drafts.map((draft) => {
    const state: State = { ...shared, guards: draft.guards };
    const entities = draft.entities.flatMap((entity) => settleEntity(entity, state) ?? []);
    return { ...draft, entities };
  });
}

type HandClaim = { id: string; type: string; about: readonly string[] };
/** Spelling → the entities that packs made by hand give it to. */
type Decided = ReadonlyMap<string, HandClaim[]>;

function decidedByHand(hand: readonly PackData[]): Decided {
  const decided = new Map<string, HandClaim[]>();
  const add = (text: string, claim: HandClaim) => {
    const key = keyOf(text);
    decided.set(key, [...(decided.get(key) ?? []), claim]);
  };
  for (const { entities, words } of hand) {
    for (const { id, type, name, aliases, demonyms, about = [] } of entities) {
      for (const text of [name, ...(aliases ?? []).map(textOf)]) add(text, { id, type, about });
      for (const word of demonyms ?? []) add(textOf(word), { id, type: 'MISC', about: [id] });
    }
    for (const word of words ?? []) add(word, { id: '', type: 'MISC', about: [] });
  }
  return decided;
}

function settleEntity(entity: DraftEntity, state: State): DraftEntity | null {
  const { id, name } = entity;
  const { decided } = state;
  if (isKnownByHand(entity, decided)) return null;
  const listed = entity.aliases.some((alias) => alias.text === name)
    ? entity.aliases
    : [{ text: name }, ...entity.aliases];
  const keys = new Set<string>();
  const aliases = listed.flatMap((alias): DraftAlias[] => {
    const key = keyOf(alias.text);
    if (key === '' || keys.has(key)) return [];
    keys.add(key);
    return settleAlias(alias, key, entity, state);
  });
  const named =
    aliases.some((alias) => alias.text === name) || decided.get(keyOf(name))?.some((one) => one.id === id);
  if (!named) return null;
  const demonyms = entity.demonyms?.filter((word) => isFree(textOf(word), id, state));
  return { ...entity, aliases, ...(demonyms && { demonyms }) };
}

/** The same thing under another id: a name of two words or more, of the same type, and tied to the same country. */
function isKnownByHand({ id, type, name, aliases, about = [] }: DraftEntity, decided: Decided): boolean {
  const same = (one: HandClaim) =>
    one.id !== id &&
    one.type === type &&
    (one.about.length === 0 || about.length === 0 || one.about.some((country) => about.includes(country)));
  const telling = [name, ...aliases.map(({ text }) => text).filter((text) => text.includes(' '))];
  return telling.some((text) => decided.get(keyOf(text))?.some(same));
}

/** The alias as it may stand, or nothing where it is another's. */
function settleAlias(alias: DraftAlias, key: string, { id, doubt }: DraftEntity, state: State): DraftAlias[] {
  const { decided, owners, claims, guards, lexicon } = state;
  if (decided.has(key)) return [];
  const taken = (owners.get(key) ?? id) !== id;
  const common = !key.includes(' ') && lexicon.isCommon(key);
  let name = typeof alias.guard === 'string' ? alias.guard : undefined;
  const bare = decided.get(key.replace(ARTICLE, ''))?.some((one) => one.id === id);
  if (name !== undefined && (bare || saysItself(key, name, guards))) name = undefined;
  if (name === undefined && !taken && !common) {
    owners.set(key, id);
    return [{ text: alias.text }];
  }
  name ??= doubt;
  if (name === undefined || saysItself(key, name, guards)) return [];
  const claim = `${key} ${name.replace(NEAR, '')}`;
  const owner = claims.get(claim);
  claims.set(claim, owner ?? id);
  return owner === undefined || owner === id ? [{ text: alias.text, guard: name }] : [];
}

/** Arabic; "Najaf" and "An Najaf" are one spelling with and without it. */
const ARTICLE = /^(al|an|ar|as|ash|ad|at|az|el) /;
/** the stricter of two guards for the same country */
const NEAR = /-near$/;

/** "Colorado Springs" needs no Colorado beside it. */
function saysItself(key: string, name: string, guards: Readonly<Record<string, GuardData>>): boolean {
  const needs = [guards[name]?.need, guards[`${name}-near`]?.need].join(' ');
  const phrases = [...needs.matchAll(/"([^"]+)"/g)].map(([, phrase = '']) => keyOf(phrase));
  return phrases.some((phrase) => ` ${key} `.includes(` ${phrase} `));
}

/** Nationality words: nobody decided otherwise, and they are no words of another kind. */
function isFree(text: string, id: string, { decided, owners, lexicon }: State): boolean {
  const key = keyOf(text);
  if (decided.has(key) || lexicon.isCommon(key)) return false;
  const owner = owners.get(`demonym ${key}`);
  owners.set(`demonym ${key}`, owner ?? id);
  return owner === undefined || owner === id;
}
