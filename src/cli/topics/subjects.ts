// The topics as the commands look at them: the taxonomy in force, the operator's own topics, and what is retired.
import { nearest } from '../../config/nearest.ts';
import { readTopics } from '../../config/vocabulary.ts';
import { codesOf, namedTopic, topicNames } from '../../match/topic-names.ts';
import type { Concept, TopicRuleData } from '../../model/vocabulary.ts';
import { keyValue } from '../../query/value.ts';
import { buildTree, type Tree } from '../../tag/topics/tree.ts';
import { readSettings } from '../open.ts';
import { followTopicNames, vocabularyFolder } from '../open-vocabulary.ts';
import { CommandFailed, EXIT } from '../output.ts';

/** `rules` by code: one for each language at most */
export type Subjects = { tree: Tree; rules: ReadonlyMap<string, readonly TopicRuleData[]> };

/** @throws BadConfiguration with every mistake of every file */
export function readSubjects(): Subjects {
  const settings = readSettings();
  followTopicNames(settings);
  const { topics, concepts } = readTopics(vocabularyFolder(settings));
  const own = topics.topics.flatMap(({ code, label, parent }): Concept[] =>
    label === undefined ? [] : [{ code, parent: parent ?? null, label }],
  );
  const rules = Map.groupBy(topics.topics, ({ code }) => code);
  return { tree: buildTree([...concepts, ...own]), rules };
}

/** The codes that a code, IRI or label means here. @throws CommandFailed when it means none, with what may be meant */
export function subjectCodes(text: string, subjects: Subjects): string[] {
  const asked = keyValue('topic', text);
  const own = subjects.tree
    .all()
    .filter(({ code, label }) => code === asked || keyValue('topic', label) === asked)
    .map(({ code }) => code);
  const codes = [...new Set([...own, ...codesOf(text)])];
  if (codes.length > 0) return codes;
  const near = meant(text, subjects).map(({ code, by }) => `${by} (${code})`);
  const hint =
    near.length > 0
      ? `Did you mean ${near.join(', ')}?`
      : '"presswatch topics search" finds topics by label.';
  throw new CommandFailed(`There is no topic "${text}". ${hint}`);
}

/** An active topic's label, or that of a retired one. */
export const labelOf = (code: string, { tree }: Subjects): string | undefined =>
  tree.label(code) ?? namedTopic(code)?.names['en-GB'];

/** The day on which IPTC retired a code; null for an active one. A newer taxonomy may have brought one back. */
export const retiredOn = (code: string, { tree }: Subjects): string | null =>
  tree.label(code) === undefined ? (namedTopic(code)?.retired ?? null) : null;

/** A label as it stands in a list, a retired one marked. */
export const listed = (label: string, retired: string | null): string =>
  retired === null ? label : `${label} (retired ${retired})`;

/** endings that a language may put on a word, in letters */
const ENDING = 3;
const SHORTEST_STEM = 4;
const MOST_MEANT = 3;

/** Topics whose label in one of the locales (default: all) is close to a text, or begins a word of it alike. */
export function meant(
  text: string,
  { tree }: Subjects,
  locales?: readonly string[],
): { code: string; by: string }[] {
  const asked = keyValue('topic', text);
  if (asked === '') return [];
  const labels = [
    ...topicNames().subjects.flatMap(({ code, names, retired }) =>
      (retired === null ? (locales ?? Object.keys(names)) : [])
        .flatMap((locale) => names[locale] ?? [])
        .map((by) => ({ code, by })),
    ),
    ...(locales === undefined ? tree.all() : []).map(({ code, label }) => ({ code, by: label })),
  ];
  const byKey = new Map<string, { code: string; by: string }>();
  for (const one of labels) {
    const key = keyValue('topic', one.by);
    if (!byKey.has(key)) byKey.set(key, one);
  }
  const stem = asked.slice(0, Math.max(SHORTEST_STEM, asked.length - ENDING));
  const alike = [...byKey.keys()].filter(
    (key) => asked.length > SHORTEST_STEM && ` ${key}`.includes(` ${stem}`),
  );
  const keys = [...nearest(asked, byKey.keys(), MOST_MEANT), ...alike.sort((a, b) => a.length - b.length)];
  const byCode = new Map<string, { code: string; by: string }>();
  for (const one of keys.flatMap((key) => byKey.get(key) ?? []))
    if (!byCode.has(one.code)) byCode.set(one.code, one);
  return [...byCode.values()].slice(0, MOST_MEANT);
}

/** A whole number from an option. */
export function wholeNumber(option: string, text: string, most: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text.trim()) && number >= 1 && number <= most) return number;
  throw new CommandFailed(`${option} takes a whole number from 1 to ${most}.`, EXIT.usage);
}
