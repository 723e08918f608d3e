// Why a name in a text means whom it means, or nobody: every spelling of the packs that stands there, with each of its
// conditions, and what came out. Only tells; the hits are those of `hit.ts`.
import type { Mention } from '../../model/article.ts';
import type { GuardData } from '../../model/vocabulary.ts';
import { tokenize } from '../../query/text.ts';
import type { Alias, AliasIndex } from './alias.ts';
import { type EntityVocabulary, findMentions } from './find.ts';
import type { Conditions } from './guard.ts';
import { type Study, studyHits } from './hit.ts';
import { type Document, readDocument } from './word.ts';
import { isWritten } from './written.ts';

/** A spelling of the packs and what it would mean. */
export type Claim = {
  alias: string;
  id: string | null;
  name: string;
  type: string;
  pack: string;
  /** names of other languages count in texts of theirs only */
  lang: string | null;
  guard: GuardData | null;
};

/** A claim at one place of a text: does it count there, and if not, what fails. */
export type JudgedClaim = Claim & { counts: boolean; fails: string[] };

export type NamedPlace = {
  start: number;
  end: number;
  text: string;
  claims: JudgedClaim[];
  /** what the tagger says in the end; null: no mention touches the place */
  mention: Mention | null;
};

/** All claims to a spelling, whatever its case. */
export function claimsOf(name: string, index: AliasIndex): Claim[] {
  const path = tokenize(name).map(({ folded }) => folded);
  return aliasesAt(path, index).map((alias) => claimOf(alias, index));
}

/** Every place of a text where the name stands, in reading order. */
export function explainName(
  name: string,
  text: string,
  lang: string | null,
  vocabulary: EntityVocabulary,
): NamedPlace[] {
  const { index } = vocabulary;
  const document = readDocument('', text);
  const study = studyHits(document, vocabulary, lang);
  const mentions = findMentions('', text, lang, vocabulary);
  const path = tokenize(name).map(({ folded }) => folded);
  const aliases = aliasesAt(path, index);
  return placesOf(path, document).map(({ first, last }) => {
    const start = document.words[first]?.start ?? 0;
    const end = document.words[last]?.end ?? 0;
    const claims = aliases.map((alias) => {
      const fails = failsOf(alias, first, last, document, study, lang, index);
      return { ...claimOf(alias, index), counts: fails.length === 0, fails };
    });
    const mention = mentions.find((one) => one.start < end && start < one.end) ?? null;
    return { start, end, text: text.slice(start, end), claims, mention };
  });
}

function aliasesAt(path: readonly string[], { words, steps, ends }: AliasIndex): readonly Alias[] {
  let node = 0;
  for (const word of path) {
    const number = words.get(word);
    node = number === undefined || node < 0 ? -1 : steps.next(node, number);
  }
  return node <= 0 ? [] : (ends[node] ?? []);
}

const claimOf = (
  { text, id, about, name, type, pack, lang, guard }: Alias,
  { guards }: AliasIndex,
): Claim => ({
  alias: text,
  id: id ?? about[0] ?? null,
  name,
  type,
  pack,
  lang,
  guard: guards[guard] ?? null,
});

function placesOf(path: readonly string[], { words }: Document): { first: number; last: number }[] {
  if (path.length === 0) return [];
  return words.flatMap((_, first) => {
    const fits = path.every((word, at) => words[first + at]?.folded === word);
    return fits ? [{ first, last: first + path.length - 1 }] : [];
  });
}

function failsOf(
  alias: Alias,
  first: number,
  last: number,
  document: Document,
  { judge, whole }: Study,
  lang: string | null,
  { guards }: AliasIndex,
): string[] {
  const guard = guards[alias.guard];
  const conditions = judge.conditions(alias.guard, first, last);
  return [
    ...(alias.lang === null || alias.lang === lang ? [] : [`counts in texts in "${alias.lang}" only`]),
    ...(isWritten(alias, document, first) ? [] : [`is not written like "${alias.text}" here`]),
    ...(guard === undefined ? [] : guardFails(guard, conditions)),
    ...(whole(alias, { first, last }) ? [] : ['is part of a longer name: a capitalised word touches it']),
  ];
}

function guardFails(guard: GuardData, { alone, need, ban }: Conditions): string[] {
  const where = guard.within === undefined ? 'anywhere in the text' : `within ${guard.within} words`;
  return [
    ...(alone ? [] : ['a capitalised word touches it']),
    ...(need ? [] : [`not found ${where}: ${guard.need}`]),
    ...(ban ? [] : [`found ${where}: ${guard.ban}`]),
  ];
}
