// What of the archive a query has to be asked of: a condition for the store, and which parts of each text it looks at.
// It may let through what is no match, never keep back what is one; the engine decides.
import { codesBelow } from '../match/topic-names.ts';
import { feedLexeme, keptKey } from '../match/words.ts';
import type { CmpNode, KeyField } from '../query/ast.ts';
import { keyFieldsOf, type Needed, neededWords, readsText } from '../query/needed.ts';
import type { Node } from '../query/query.ts';
import { keyValue } from '../query/value.ts';
import type { Condition, Lexemes, Wanted } from '../store/archive.ts';

/** What is known today of values that the archive keeps by number. */
export type Known = {
  /** ids of the entities that have a name, folded */
  idsOf: (name: string) => readonly string[];
  /** every feed with its present name */
  feeds: readonly { id: number; title: string }[];
};

/** The condition that a query puts on stored texts. */
export const conditionOf = (ast: Node, since: Date | null, known: Known): Condition => ({
  lexemes: lexemesFor(neededWords(ast), known),
  since,
  published: publishedBounds(ast),
});

/** What of a text decides a query: one over metadata reads no texts. */
export function wantedOf(ast: Node): Wanted {
  const keys = keyFieldsOf(ast);
  // how much an article is about an entity hangs on its length
  const text = readsText(ast) || keys.has('about');
  return { text, mentions: keys.has('entity') || keys.has('about'), topics: keys.has('topic') };
}

function lexemesFor(needed: Needed, known: Known): Lexemes {
  switch (needed.kind) {
    case 'all':
    case 'any':
      return { kind: needed.kind, of: needed.of.map((part) => lexemesFor(part, known)) };
    case 'key':
      return keyLexemes(needed.field, needed.value, known);
    default:
      return needed;
  }
}

/**
 * An entity asked for by a name is also found by the ids, a source by the feeds, that have the name now; a topic by all that
 * lies below it now, wherever that lay when the text was tagged.
 */
function keyLexemes(field: KeyField, value: string, known: Known): Lexemes {
  const named = field === 'entity' || field === 'about';
  const values = named
    ? entityValues(value, known)
    : field === 'topic'
      ? [value, ...codesBelow(value)]
      : [value];
  const feeds = known.feeds.filter(({ title }) => field === 'source' && keyValue('source', title) === value);
  const kept = [
    ...values.map((one) => keptKey(named ? 'entity' : field, one)),
    ...feeds.map(({ id }) => feedLexeme(id)),
  ];
  return {
    kind: 'any',
    of: kept.map((text) => (text === null ? { kind: 'unknown' } : { kind: 'word', text })),
  };
}

function entityValues(value: string, { idsOf }: Known): string[] {
  const bare = value.replace(/^(per|org|loc|misc):/, '');
  return [...new Set([value, ...[value, bare].flatMap((name) => idsOf(name))])];
}

/** the store keeps microseconds, the engine compares milliseconds */
const LEEWAY_MS = 1000;

/** What `published` comparisons that must all hold leave open. */
function publishedBounds(ast: Node): Condition['published'] {
  const parts = ast.type === 'and' ? ast.children : [ast];
  const compared = parts.filter((part): part is CmpNode => part.type === 'cmp' && part.field === 'published');
  const lower = compared.filter(({ op }) => op !== '<' && op !== '<=').map(({ value }) => value - LEEWAY_MS);
  const upper = compared.filter(({ op }) => op !== '>' && op !== '>=').map(({ value }) => value + LEEWAY_MS);
  return {
    from: lower.length === 0 ? null : new Date(Math.max(...lower)),
    to: upper.length === 0 ? null : new Date(Math.min(...upper)),
  };
}
