// The aliases of all packs in one trie over folded words: a text is read once, whatever the number of aliases.
// Never decides whether an alias counts in a text; that is for case, glue and guard.
import type { EntityType } from '../../model/article.ts';
import type { GuardData, PackData } from '../../model/vocabulary.ts';
import { tokenize } from '../../query/text.ts';
import { type JoinedEntity, joinEntities } from './join.ts';
import { createSteps, type Steps } from './steps.ts';

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
  /** (node, word) → node; the root is 0 */
  steps: Steps;
  /** by node: aliases that end there */
  ends: readonly (readonly Alias[])[];
  /** folded words with which an alias may begin in lower case: few, so that most words of a text need one look */
  small: ReadonlySet<string>;
  guards: readonly GuardData[];
  aliases: readonly Alias[];
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
  const spelled = [
    ...joinEntities(packs).flatMap((entity) => entityAliases(entity, numberOf)),
    ...words.map(({ text, pack }) =>
      makeAlias(text, false, { type: 'MISC', id: null, name: text, about: [], guard: -1, lang: null, pack }),
    ),
  ];
  return { ...buildTrie(spelled), guards, aliases: spelled.map(({ alias }) => alias) };
}

function entityAliases(entity: JoinedEntity, numberOf: (guard: GuardData | null) => number): Spelled[] {
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

/** Ends of nodes where no alias ends: one list for all. */
const NONE: Alias[] = [];

type Spelled = { alias: Alias; path: readonly string[] };

function makeAlias(text: string, anyCase: boolean, rest: Omit<Alias, 'text' | 'cases' | 'gaps'>): Spelled {
  const words = tokenize(text);
  const cases = words.map(({ raw }): Case => {
    if (anyCase || !/^\p{Lu}/u.test(raw)) return 'any';
    return raw.length > 1 && raw === raw.toUpperCase() ? 'exact' : 'capital';
  });
  const gaps = words.map((word, at) => text.slice(words[at - 1]?.end ?? 0, word.start));
  return { alias: { text, cases, gaps, ...rest }, path: words.map(({ folded }) => folded) };
}

function buildTrie(spelled: readonly Spelled[]): Pick<AliasIndex, 'words' | 'steps' | 'ends' | 'small'> {
  const words = new Map<string, number>();
  const steps = createSteps();
  const ends: Alias[][] = [];
  const small = new Set<string>();
  for (const { alias, path } of spelled) {
    if (path.length === 0) continue;
    let node = 0;
    for (const word of path) {
      let number = words.get(word);
      if (number === undefined) {
        number = words.size;
        words.set(word, number);
      }
      node = steps.reach(node, number);
    }
    if (alias.cases[0] === 'any' && path[0] !== undefined) small.add(path[0]);
    while (ends.length <= node) ends.push(NONE);
    if (ends[node] === NONE) ends[node] = [alias];
    else ends[node]?.push(alias);
  }
  return { words, steps, ends, small };
}
