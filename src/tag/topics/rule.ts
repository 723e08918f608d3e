// Topic rules made ready: every query of every rule is a numbered question, asked together of each article.
import type { TopicData, TopicRuleData } from '../../model/vocabulary.ts';
import type { Node } from '../../query/ast.ts';
import { parse } from '../../query/parse.ts';
import { keyValue } from '../../query/value.ts';
import { createQuestions, type Questions } from '../ask.ts';

type Rule = {
  code: string;
  label: string | null;
  lang: string;
  threshold: number;
  /** heaviest first; `once`: its places are parts of one whole (NEAR), not repeats; `entity`: what `entity:` asks for */
  terms: readonly { query: number; weight: number; once: boolean; entity: string | null }[];
  /** number of the query that is enough by itself, or -1 */
  enough: number;
  all: readonly number[];
  not: readonly number[];
};

export type Rules = {
  list: readonly Rule[];
  /** query → numbers of the rules that it can make fire */
  byQuery: ReadonlyMap<number, readonly number[]>;
  questions: Questions;
  max: number;
};

/** @throws QueryError when a query is wrong; `src/config` refuses such a file before */
export function compileRules(data: TopicData): Rules {
  const queries: Node[] = [];
  const numbers = new Map<string, number>();
  const ask = (text: string): number => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    const number = queries.push(parse(text).ast) - 1;
    numbers.set(text, number);
    return number;
  };
  const list = data.topics.map(
    (rule: TopicRuleData): Rule => ({
      code: rule.code,
      label: rule.label ?? null,
      lang: languageOf(rule),
      threshold: rule.threshold ?? data.threshold,
      terms: Object.entries(rule.terms ?? {})
        .map(([text, weight]) => {
          const query = ask(text);
          const node = queries[query] as Node;
          return { query, weight, once: isWhole(node), entity: entityOf(node) };
        })
        .sort((a, b) => b.weight - a.weight),
      enough: rule.query === undefined ? -1 : ask(rule.query),
      all: (rule.all ?? []).map(ask),
      not: (rule.not ?? []).map(ask),
    }),
  );
  return { list, byQuery: byQuery(list), questions: createQuestions(queries), max: data.max };
}

/** Our rules are English where they say nothing; a topic of the operator's own is looked for in every language. */
export const languageOf = ({ code, lang }: TopicRuleData): string =>
  lang ?? (code.startsWith('user:') ? 'any' : 'en');

/** Several places make one occurrence: NEAR, AND and the like. */
const isWhole = (node: Node): boolean => !['word', 'phrase', 'or', 'key'].includes(node.type);

const entityOf = (node: Node): string | null =>
  node.type === 'key' && node.name === 'entity' ? keyValue('entity', node.value) : null;

function byQuery(list: readonly Rule[]): Map<number, number[]> {
  const found = new Map<number, number[]>();
  list.forEach(({ terms, enough }, rule) => {
    for (const query of [...terms.map((term) => term.query), ...(enough < 0 ? [] : [enough])]) {
      const there = found.get(query);
      if (there === undefined) found.set(query, [rule]);
      else there.push(rule);
    }
  });
  return found;
}
