// The topics as the commands look at them: the taxonomy in force, the operator's own topics, and what is retired.
import { readTopics } from '../../config/vocabulary.ts';
import { codesOf } from '../../match/topic-names.ts';
import type { Concept, TopicRuleData } from '../../model/vocabulary.ts';
import { keyValue } from '../../query/value.ts';
import { buildTree, type Tree } from '../../tag/topics/tree.ts';
import { readSettings } from '../open.ts';
import { vocabularyFolder } from '../open-vocabulary.ts';
import { CommandFailed, EXIT } from '../output.ts';

export type Subjects = { tree: Tree; rules: ReadonlyMap<string, TopicRuleData> };

/** @throws BadConfiguration with every mistake of every file */
export function readSubjects(): Subjects {
  const data = readTopics(vocabularyFolder(readSettings()));
  const own = data.topics.topics.flatMap(({ code, label, parent }): Concept[] =>
    label === undefined ? [] : [{ code, parent: parent ?? null, label }],
  );
  const rules = new Map(data.topics.topics.map((rule) => [rule.code, rule]));
  return { tree: buildTree([...data.concepts, ...own]), rules };
}

/** The codes that a code, IRI or label means here. @throws CommandFailed when it means none */
export function subjectCodes(text: string, { tree }: Subjects): string[] {
  const asked = keyValue('topic', text);
  const own = tree
    .all()
    .filter(({ code, label }) => code === text || keyValue('topic', label) === asked)
    .map(({ code }) => code);
  const codes = [...new Set([...own, ...codesOf(text)])];
  if (codes.length > 0) return codes;
  throw new CommandFailed(`There is no topic "${text}". "presswatch topics search" finds topics by label.`);
}

/** A whole number from an option. */
export function wholeNumber(option: string, text: string, most: number): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= most) return number;
  throw new CommandFailed(`${option} takes a whole number from 1 to ${most}.`, EXIT.usage);
}
