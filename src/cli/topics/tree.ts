// `presswatch topics tree`: what lies below a topic, or the top ones.
import type { Command } from 'commander';
import type { Concept } from '../../model/vocabulary.ts';
import { outputOf } from '../program.ts';
import { readSubjects, subjectCodes, wholeNumber } from './subjects.ts';

type Branch = { code: string; label: string; rule: boolean; narrower: Branch[] };

const MOST_LEVELS = 20;

export function showTree(text: string | undefined, options: { depth?: string }, command: Command): void {
  const output = outputOf(command);
  const subjects = readSubjects();
  const all = subjects.tree.all();
  const below = Map.groupBy(all, ({ parent }) => parent);
  const branch = ({ code, label }: Concept, depth: number): Branch => ({
    code,
    label,
    rule: subjects.rules.has(code),
    narrower: depth <= 1 ? [] : (below.get(code) ?? []).map((one) => branch(one, depth - 1)),
  });
  const codes = text === undefined ? [] : subjectCodes(text, subjects);
  const roots = text === undefined ? (below.get(null) ?? []) : all.filter(({ code }) => codes.includes(code));
  const usual = text === undefined ? 1 : MOST_LEVELS;
  const depth = options.depth === undefined ? usual : wholeNumber('--depth', options.depth, MOST_LEVELS);
  const branches = roots.map((root) => branch(root, text === undefined ? depth : depth + 1));
  output.result({ topics: branches }, () => {
    const print = ({ code, label, rule, narrower }: Branch, level: number): void => {
      output.say(`${'  '.repeat(level)}${code}  ${label}${rule ? '  [rule]' : ''}`);
      for (const one of narrower) print(one, level + 1);
    };
    for (const one of branches) print(one, 0);
    if (branches.length === 0) output.say('It is retired; the tree holds active topics only.');
  });
}
