// What can be wrong with topic rules beyond their shape: codes that nothing has, parents that lead nowhere, queries that can
// never be true. Rules of retired codes are set aside with a notice: an import of newer Media Topics breaks no start.
import { readFileSync } from 'node:fs';
import { parseNames } from '../model/taxonomy.ts';
import type { TopicData, TopicRuleData } from '../model/vocabulary.ts';
import type { Node } from '../query/ast.ts';
import { QueryError } from '../query/error.ts';
import { parse } from '../query/parse.ts';
import type { Tell } from './mistakes.ts';
import type { Keys } from './source.ts';

export type Codes = {
  /** codes of the taxonomy in force */
  active: ReadonlySet<string>;
  /** asked only when a rule names a code that is not active; code → "label, retired 2021-09-30" */
  retired(): ReadonlyMap<string, string>;
};

export type CheckedTopics = { topics: TopicData; notices: string[] };

/** The rules that can be used, and a sentence for each that is set aside; mistakes are told. */
export function checkTopics(data: TopicData, codes: Codes, tell: Tell): CheckedTopics {
  const own = new Map(data.topics.filter(isOwn).map((rule) => [rule.code, rule]));
  const seen = new Set<string>();
  const notices: string[] = [];
  const problemOf = termProblems();
  const usable = data.topics.filter((rule, number) => {
    const at = (...keys: PropertyKey[]): Keys => ['topics', number, ...keys];
    const texts = isOwn(rule) ? '' : ` for texts in ${rule.lang ?? 'en'}`;
    if (seen.has(rule.code + texts))
      tell(at('code'), `${rule.code} has a rule${texts} already; join the two`);
    seen.add(rule.code + texts);
    const problem = rule.parent === undefined ? null : parentProblem(rule.code, rule.parent, { own, codes });
    if (problem !== null) tell(at('parent'), problem);
    const usable = isOwn(rule) || codes.active.has(rule.code);
    const retired = usable ? undefined : codes.retired().get(rule.code);
    if (retired !== undefined) notices.push(`the rule of ${rule.code} is set aside: ${retired}`);
    else if (!usable)
      tell(at('code'), `${rule.code} is no Media Topics code; for a topic of your own write user:some-name`);
    for (const [keys, query] of queriesOf(rule)) {
      const problem = problemOf(query);
      if (problem !== null) tell(at(...keys), problem);
    }
    return usable;
  });
  return { topics: { ...data, topics: usable }, notices };
}

const isOwn = ({ code }: TopicRuleData): boolean => code.startsWith('user:');

type Known = { own: ReadonlyMap<string, TopicRuleData>; codes: Codes };

/** Why a topic can't lie below that parent, or null. */
function parentProblem(code: string, parent: string, { own, codes }: Known): string | null {
  if (!parent.startsWith('user:')) {
    const known = codes.active.has(parent) || codes.retired().has(parent);
    return known ? null : `${parent} is no Media Topics code; "presswatch topics search" finds them`;
  }
  if (!own.has(parent)) return `no topic here has the code ${parent}; add it, or remove the parent`;
  const path = [code];
  for (let at: string | undefined = parent; at !== undefined; at = own.get(at)?.parent) {
    if (at === code) return `${[...path, code].join(' is below ')}: a topic can't be below itself`;
    if (path.includes(at)) return null;
    path.push(at);
  }
  return null;
}

const queriesOf = (rule: TopicRuleData): [keys: Keys, query: string][] => [
  ...Object.keys(rule.terms ?? {}).map((query): [Keys, string] => [['terms', query], query]),
  ...(rule.query === undefined ? [] : [[['query'], rule.query] as [Keys, string]]),
  ...(['all', 'not'] as const).flatMap((list) =>
    (rule[list] ?? []).map((query, index): [Keys, string] => [[list, index], query]),
  ),
];

/** A word or phrase of letters, as most terms are: nothing can be wrong with it, so it need not be parsed to be checked. */
export const PLAIN_TERM =
  /^(?:[A-Z]?[a-z]{1,40}|[A-Z]?[a-z]{3,40}\*|"(?:[A-Za-z]{1,40} ){0,8}(?:[A-Za-z]{1,40}|[A-Za-z]{3,40}\*)")$/;

/** Many rules share a word: each query is read once. */
function termProblems(): (query: string) => string | null {
  const known = new Map<string, string | null>();
  return (query) => {
    if (PLAIN_TERM.test(query)) return null;
    const there = known.get(query);
    if (there !== undefined) return there;
    const problem = queryProblem(query, checkTerm);
    known.set(query, problem);
    return problem;
  };
}

/** What is wrong with a query that can't be read, or what `further` objects to. */
export function queryProblem(
  query: string,
  further: (node: Node) => string | null = () => null,
): string | null {
  try {
    return further(parse(query).ast);
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    const hint = error.hint === undefined ? '' : `; ${error.hint}`;
    return `wrong query at character ${error.start + 1}: ${error.message}${hint}`;
  }
}

/** What a rule asks for and no rule is ever told of: it sees title, text and entities. */
function checkTerm(node: Node): string | null {
  switch (node.type) {
    case 'and':
    case 'or':
      return node.children.map(checkTerm).find((problem) => problem !== null) ?? null;
    case 'not':
    case 'field':
    case 'first':
    case 'atleast':
      return checkTerm(node.child);
    case 'near':
      return checkTerm(node.left) ?? checkTerm(node.right);
    case 'key':
      return node.name === 'entity'
        ? null
        : `rules see title, text and entity:, but no ${node.name}:; ask for that in a subscription`;
    case 'cmp':
      return node.field === 'length'
        ? null
        : `rules see title, text and entity:, but no ${node.field}; ask for that in a subscription`;
    case 'word':
      return node.text.startsWith('@')
        ? `rules know no saved queries; write out what ${node.text} stands for`
        : null;
    default:
      return null;
  }
}

/** What the file of labels says of retired codes; nothing when it can't be read. */
export function retiredCodes(path: string): ReadonlyMap<string, string> {
  try {
    const { subjects } = parseNames(readFileSync(path, 'utf8'));
    return new Map(
      subjects.flatMap(({ code, names, retired }) =>
        retired === null
          ? []
          : [
              [
                code,
                `IPTC retired "${names['en-GB'] ?? code}" on ${retired}; remove it, or take a newer code`,
              ],
            ],
      ),
    );
  } catch {
    return new Map();
  }
}
