// `presswatch topics tree`: what lies below a topic, or the top ones.
import type { Command } from 'commander';
import type { Concept } from '../../model/vocabulary.ts';
import { inPlace } from '../columns.ts';
import type { Output } from '../output.ts';
import { outputOf } from '../program.ts';
import { flow } from '../wrap.ts';
import { labelsIn } from './labels.ts';
import { labelOf, readSubjects, retiredOn, subjectCodes, wholeNumber } from './subjects.ts';

type Branch = { code: string; label: string; rule: boolean; retired: string | null; narrower: Branch[] };
export type TreeOptions = { depth?: string; labels?: string };

const MOST_LEVELS = 20;

export function showTree(text: string | undefined, options: TreeOptions, command: Command): void {
  const output = outputOf(command);
  const subjects = readSubjects();
  const labels = labelsIn(options.labels);
  const usual = text === undefined ? 1 : MOST_LEVELS;
  const depth = options.depth === undefined ? usual : wholeNumber('--depth', options.depth, MOST_LEVELS);
  const below = Map.groupBy(subjects.tree.all(), ({ parent }) => parent);
  const branch = ({ code, label }: Pick<Concept, 'code' | 'label'>, levels: number): Branch => ({
    code,
    label: labels(code, label),
    rule: subjects.rules.has(code),
    retired: retiredOn(code, subjects),
    narrower: levels <= 1 ? [] : (below.get(code) ?? []).map((one) => branch(one, levels - 1)),
  });
  const roots =
    text === undefined
      ? (below.get(null) ?? []).map((one) => branch(one, depth))
      : subjectCodes(text, subjects).map((code) =>
          branch({ code, label: labelOf(code, subjects) ?? code }, depth + 1),
        );
  output.result({ topics: roots }, () => {
    for (const one of roots) print(one, 0, output);
  });
}

function print({ code, label, rule, retired, narrower }: Branch, level: number, output: Output): void {
  const marks = `${rule ? '  [rule]' : ''}${retired === null ? '' : `  [retired ${retired}]`}`;
  output.say(flow(`${'  '.repeat(level)}${code}  ${inPlace(label)}${marks}`));
  for (const one of narrower) print(one, level + 1, output);
}
