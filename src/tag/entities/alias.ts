// The aliases of all packs in one trie over folded words: a text is read once, whatever the number of aliases.
// Never decides whether an alias counts in a text; that is for case, glue and guard.
import type { EntityType } from '../../model/article.ts';
import type { GuardData, PackData } from '../../model/vocabulary.ts';
import { tokenize } from '../../query/text.ts';
import { type JoinedEntity, joinEntities } from './join.ts';

/** How a word of an alias must be written: 'any', with a capital first, or all in capitals. */
export type Case = 'any' | 'capital' | 'exact';

export type Alias = {
  /** as the pack writes it */
  text: string;
  type: EntityType;
  /** null for words that stand for no entity of their own */
  id: string | null;
  name: string;
  about: readonly string[];
  cases: readonly Case[];
  /** what stands between its words in the pack */
  gaps: readonly string[];
  /** index into `AliasIndex.guards`, or -1 */
  guard: number;
  /** only in texts of this language; null: in all */
  lang: string | null;
  /** name of the pack that lists it */
  pack: string;
};

export type AliasIndex = {
  /** folded word → number */
  words: ReadonlyMap<string, number>;
  /** node × words + word → node; the root is 0 */
  steps: ReadonlyMap<number, number>;
  /** node → aliases that end there */
  ends: ReadonlyMap<number, readonly Alias[]>;
  guards: readonly GuardData[];
  aliases: readonly Alias[];
  /** largest number of words in an alias */
  longest: number;
};

/** Builds the index. Same input, same index. */
export function indexAliases(packs: readonly PackData[]): AliasIndex {
  const guards: GuardData[] = [];
  const guardNumbers = new Map<string, number>();
  const numberOf = (guard: GuardData | null): number => {
    if (guard === null) return -1;
    const { must: _, mustNot: __, ...asked } = guard;
    const key = JSON.stringify(asked);
    const known = guardNumbers.get(key);
    if (known !== undefined) return known;
    guardNumbers.set(key, guards.length);
    return guards.push(guard) - 1;
  };
  const words = packs.flatMap((pack) => (pack.words ?? []).map((text) => ({ text, pack: pack.pack })));
  const aliases = [
    ...joinEntities(packs).flatMap((entity) => entityAliases(entity, numberOf)),
    ...words.map(({ text, pack }) =>
      makeAlias(text, false, { type: 'MISC', id: null, name: text, about: [], guard: -1, lang: null, pack }),
    ),
  ];
  return { ...buildTrie(aliases), guards, aliases };
}

function entityAliases(entity: JoinedEntity, numberOf: (guard: GuardData | null) => number): Alias[] {
  const { id, type, name } = entity;
  const base = { type, id, name, about: entity.about ?? [] };
  const pack = entity.aliases[0]?.pack ?? '';
  return [
    ...entity.aliases.map((one) =>
      makeAlias(one.text, one.anyCase, { ...base, guard: numberOf(one.guard), lang: null, pack: one.pack }),
    ),
    ...Object.entries(entity.names ?? {}).map(([lang, text]) =>
      makeAlias(text, false, { ...base, guard: -1, lang, pack }),
    ),
    ...entity.demonyms.map((one) => {
      const word = { type: 'MISC' as const, id: null, name: one.text, about: [id] };
      return makeAlias(one.text, one.anyCase, {
        ...word,
        guard: numberOf(one.guard),
        lang: null,
        pack: one.pack,
      });
    }),
  ];
}

function makeAlias(text: string, anyCase: boolean, rest: Omit<Alias, 'text' | 'cases' | 'gaps'>): Alias {
  const words = tokenize(text);
  const cases = words.map(({ raw }): Case => {
    if (anyCase || !/^\p{Lu}/u.test(raw)) return 'any';
    return raw.length > 1 && raw === raw.toUpperCase() ? 'exact' : 'capital';
  });
  const gaps = words.map((word, at) => text.slice(words[at - 1]?.end ?? 0, word.start));
  return { text, cases, gaps, ...rest };
}

function buildTrie(aliases: readonly Alias[]): Pick<AliasIndex, 'words' | 'steps' | 'ends' | 'longest'> {
  const spelled = aliases.map((alias) => tokenize(alias.text).map((token) => token.folded));
  const words = new Map<string, number>();
  for (const word of spelled.flat()) if (!words.has(word)) words.set(word, words.size);
  const steps = new Map<number, number>();
  const ends = new Map<number, Alias[]>();
  let nodes = 1;
  let longest = 0;
  aliases.forEach((alias, number) => {
    const path = spelled[number] ?? [];
    if (path.length === 0) return;
    longest = Math.max(longest, path.length);
    let node = 0;
    for (const word of path) {
      const step = node * words.size + (words.get(word) ?? 0);
      let next = steps.get(step);
      if (next === undefined) {
        next = nodes++;
        steps.set(step, next);
      }
      node = next;
    }
    const there = ends.get(node);
    if (there) there.push(alias);
    else ends.set(node, [alias]);
  });
  return { words, steps, ends, longest };
}
