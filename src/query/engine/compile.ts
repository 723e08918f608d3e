// A syntax tree to a program. Terms become ids of the dictionary; scopes move into the leaves.
import type { Node, PhraseNode, Place, Term, TextField, WordNode } from '../ast.ts';
import { print } from '../print.ts';
import { fold } from '../text.ts';
import { keyValue } from '../value.ts';
import { type Dictionary, EXACT, HAS_EXACT, internTerm, META, WILD } from './dictionary.ts';
import {
  AND,
  ATLEAST,
  CMP,
  CMP_NAMES,
  CMP_OPS,
  FIRST,
  halves,
  head,
  IN_BODY,
  IN_TEXT,
  IN_TITLE,
  META_TERM,
  NEAR,
  NOT,
  OR,
  PHRASE,
  SCORE,
  source,
  TERM,
  WINDOW,
} from './program.ts';
import { addPattern, type Wildcards } from './wildcards.ts';

export type Vocabulary = {
  dictionary: Dictionary;
  wildcards: Wildcards;
  /** folded word → its exact forms with their texts */
  exact: Map<number, { term: number; text: string }[]>;
  /** share of articles expected to hold a new term */
  share: (text: string) => number;
};

/** What compiling gives: code, and the printed leaves in the order of the code. */
export type Compiled = { code: number[]; leaves: string[] };

type Context = Compiled & { words: Vocabulary; scope: number };

export function compile(ast: Node, words: Vocabulary): Compiled {
  const context: Context = { code: [], leaves: [], words, scope: IN_TEXT };
  emit(ast, context);
  return { code: context.code, leaves: context.leaves };
}

const SCOPES: Record<TextField, number> = { text: IN_TEXT, title: IN_TITLE, body: IN_BODY };
const UNITS = { word: 0, sentence: 1, paragraph: 2 } as const;

const place = (node: Place): number => source(node.start, node.end);

function emit(node: Node, context: Context): void {
  const { code, words } = context;
  switch (node.type) {
    case 'word':
    case 'phrase':
      emitWritten(node, context);
      return;
    case 'key':
      context.leaves.push(print(node));
      code.push(
        head(META_TERM),
        place(node),
        internMeta(words, metaText(node.name, keyValue(node.name, node.value))),
      );
      return;
    case 'cmp':
      context.leaves.push(print(node));
      code.push(
        head(CMP, CMP_OPS.indexOf(node.op), CMP_NAMES.indexOf(node.field)),
        place(node),
        ...halves(node.value),
      );
      return;
    case 'and':
    case 'or': {
      const inOrder = node.type === 'and' ? positiveFirst(node.children) : node.children;
      emitAround(head(node.type === 'and' ? AND : OR, 0, inOrder.length), [], inOrder, context);
      return;
    }
    case 'not':
      emitAround(head(NOT), [], [node.child], context);
      return;
    case 'near': {
      const small = (node.ordered ? 1 : 0) | (UNITS[node.unit] << 1);
      emitAround(head(NEAR, small, node.distance), [], [node.left, node.right], context);
      return;
    }
    case 'atleast':
    case 'first':
      emitAround(head(node.type === 'atleast' ? ATLEAST : FIRST, 0, node.count), [], [node.child], context);
      return;
    case 'score':
      emitScore(node, context);
      return;
    case 'field': {
      const outer = context.scope;
      context.scope = SCOPES[node.name];
      emit(node.child, context);
      context.scope = outer;
    }
  }
}

/** Negated parts and comparisons are asked last: the positive ones mostly decide. */
function positiveFirst(children: Node[]): Node[] {
  const late = (node: Node) => (node.type === 'not' ? 1 : 0);
  return [...children].sort((a, b) => late(a) - late(b));
}

function emitAround(first: number, extra: number[], children: Node[], context: Context): void {
  const { code } = context;
  const at = code.length;
  code.push(first, 0, ...extra);
  for (const child of children) emit(child, context);
  code[at + 1] = code.length - at;
}

function emitScore(node: Extract<Node, { type: 'score' }>, context: Context): void {
  const { code } = context;
  const at = code.length;
  code.push(head(SCORE, node.strict ? 1 : 0, node.items.length), 0, ...halves(node.threshold));
  for (const item of node.items) {
    code.push(...halves(item.weight));
    emit(item.child, context);
  }
  code[at + 1] = code.length - at;
}

function emitWritten(node: WordNode | PhraseNode, context: Context): void {
  const terms = node.terms.map((term) => internWord(context.words, term));
  const only = terms[0];
  context.leaves.push(print(node));
  if (terms.length === 1 && only !== undefined)
    context.code.push(head(TERM, context.scope), place(node), only);
  else if (node.type === 'phrase' && node.window !== null) {
    context.code.push(head(WINDOW, context.scope, terms.length), place(node), node.window, ...terms);
  } else context.code.push(head(PHRASE, context.scope, terms.length), place(node), ...terms);
}

/** The dictionary text of a metadata value. */
export function metaText(field: string, value: string): string {
  return `${META}${field}:${value}`;
}

function internMeta(words: Vocabulary, text: string): number {
  return internTerm(words.dictionary, text, words.share);
}

export function internWord(words: Vocabulary, term: Term): number {
  if (term.kind === 'plain') return internTerm(words.dictionary, term.text, words.share);
  const mark = term.kind === 'exact' ? EXACT : WILD;
  return internText(words, mark + term.text);
}

/** Interns a term by its dictionary text and keeps the side tables that find it in an article. */
export function internText(words: Vocabulary, text: string): number {
  const { dictionary } = words;
  const before = dictionary.flags.size;
  const id = internTerm(dictionary, text, words.share);
  if (id === before) register(words, id, text);
  return id;
}

/** Hangs an exact form on its folded word; files a pattern under its literal part. */
function register(words: Vocabulary, id: number, text: string): void {
  const bare = text.slice(1);
  if (text.startsWith(WILD)) addPattern(words.wildcards, words.dictionary, bare, id);
  if (text.startsWith(EXACT)) registerExact(words, id, bare);
}

export function registerExact(words: Vocabulary, id: number, bare: string): void {
  const word = internTerm(words.dictionary, fold(bare), words.share);
  const forms = words.exact.get(word) ?? [];
  forms.push({ term: id, text: bare });
  words.exact.set(word, forms);
  const flags = words.dictionary.flags.data;
  const known = flags[word] as number;
  // in a store that others share it is set, and nothing may be written
  if ((known & HAS_EXACT) === 0) flags[word] = known | HAS_EXACT;
}
