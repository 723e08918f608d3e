// The reference evaluator: slow, obvious, and the judge of the engine. It shares `fold` and the parser with it, and
// nothing else: its own splitting of text, its own evaluation. Not for production.
import type {
  CmpNode,
  KeyNode,
  NearNode,
  Node,
  PhraseNode,
  ScoreNode,
  Term,
  TextField,
  WordNode,
} from './ast.ts';
import { type Doc, type Span, valuesOf } from './doc.ts';
import { QUERY_LIMITS } from './limits.ts';
import { fold } from './text.ts';
import { broaderValues, instant, keyValue } from './value.ts';

/** Larger than any distance, so nothing crosses from title to body. */
const GAP = 1000;

type Place = {
  position: number;
  field: 'title' | 'body';
  start: number;
  end: number;
  raw: string;
  folded: string;
  sentence: string;
  paragraph: string;
  /** how many words of its field stand before it */
  before: number;
};
/** A stretch of positions, and the places inside it that are shown. */
type Found = { first: Place; last: Place; shown: Set<Place>[] };
type World = { doc: Doc; places: Place[]; scope: TextField };

const TOKEN = (() => {
  const joined = '\\p{M}\\u00AD\\u200C\\u200D\\u2060';
  const kana = '\\p{sc=Katakana}\\u30FC\\uFF70\\uFF9E\\uFF9F';
  const alone = '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}';
  const letter = '[\\p{L}\\p{N}]';
  const katakana = `[${letter}&&[${kana}]]`;
  const single = `[${letter}&&[${alone}]]`;
  const other = `[${letter}--[${kana}${alone}]]`;
  const mark = `[${joined}]`;
  const source = `${mark}*(?:${single}${mark}*|${katakana}(?:${katakana}|${mark})*|${other}(?:${other}|${mark})*)`;
  return new RegExp(source, 'gv');
})();
const SENTENCE_END = /[.!?]["'“‘＂＇\p{Pe}\p{Pf}]*\s|[。！？؟]|[\n\r\u0085\u2028\u2029]/gu;
const PARAGRAPH_END = /[\n\r\u0085\u2028\u2029]/g;

function placesOf(field: 'title' | 'body', text: string, base: number): Place[] {
  const count = (ends: number[], start: number) => ends.filter((end) => end <= start).length;
  const sentences = [...text.matchAll(SENTENCE_END)].map((found) => found.index + 1);
  const paragraphs = [...text.matchAll(PARAGRAPH_END)].map((found) => found.index + 1);
  const words = [...text.matchAll(TOKEN)]
    .map((found) => ({ raw: found[0], folded: fold(found[0]), start: found.index }))
    .filter((word) => word.folded !== '');
  return words.map((word, index) => ({
    ...word,
    field,
    end: word.start + word.raw.length,
    position: base + index,
    before: index,
    sentence: `${field}${count(sentences, word.start)}`,
    paragraph: `${field}${count(paragraphs, word.start)}`,
  }));
}

function worldOf(doc: Doc): World {
  const title = placesOf('title', doc.title, 0);
  return { doc, places: [...title, ...placesOf('body', doc.body, title.length + GAP)], scope: 'text' };
}

/** Whether the query is true of the article. */
export function evaluate(ast: Node, doc: Doc): boolean {
  return holds(ast, worldOf(doc));
}

/** Where the true, not negated parts of the query stand in the article; empty when it does not match. */
export function spans(ast: Node, doc: Doc): Span[] {
  const world = worldOf(doc);
  if (!holds(ast, world)) return [];
  const found = new Map<string, Span>();
  for (const { field, start, end } of shown(ast, world)) {
    found.set(`${field} ${start} ${end}`, { field, start, end });
  }
  const order = (span: Span) => (span.field === 'title' ? 0 : 1);
  return [...found.values()]
    .sort((a, b) => order(a) - order(b) || a.start - b.start || a.end - b.end)
    .slice(0, QUERY_LIMITS.spans);
}

function holds(node: Node, world: World): boolean {
  switch (node.type) {
    case 'and':
      return node.children.every((child) => holds(child, world));
    case 'or':
      return node.children.some((child) => holds(child, world));
    case 'not':
      return !holds(node.child, world);
    case 'field':
      return holds(node.child, { ...world, scope: node.name });
    case 'key':
      return hasKey(node, world.doc);
    case 'cmp':
      return compares(node, world);
    case 'score':
      return reaches(node, world);
    case 'atleast':
      return findAll(node.child, world).length >= node.count;
    case 'first':
      return findFirst(node.child, node.count, world).length > 0;
    default:
      return findAll(node, world).length > 0;
  }
}

function hasKey(node: KeyNode, doc: Doc): boolean {
  const wanted = keyValue(node.name, node.value);
  return valuesOf(doc[node.name]).some((value) => broaderValues(node.name, value).includes(wanted));
}

function compares(node: CmpNode, { doc, places }: World): boolean {
  const counted = places.filter((place) => place.field === 'body').length;
  const own = { length: doc.length ?? counted, score: doc.score, published: doc.published };
  const value = node.field === 'published' ? instant(own.published ?? '') : (own[node.field] ?? Number.NaN);
  switch (node.op) {
    case '>=':
      return value >= node.value;
    case '<=':
      return value <= node.value;
    case '>':
      return value > node.value;
    case '<':
      return value < node.value;
    case '=':
      return value === node.value;
  }
}

function reaches(node: ScoreNode, world: World): boolean {
  const present = node.items.filter((item) => holds(item.child, world));
  const sum = present.reduce((total, item) => total + item.weight, 0);
  return node.strict ? sum > node.threshold : sum >= node.threshold;
}

/** All stretches where a word, phrase, NEAR or OR of these occurs in scope, each (start, end) once. */
function findAll(node: Node, world: World): Found[] {
  switch (node.type) {
    case 'word':
    case 'phrase':
      return unique(findWritten(node, world));
    case 'or':
      return unique(node.children.flatMap((child) => findAll(child, world)));
    case 'near':
      return unique(findNear(node, world));
    default:
      throw new Error(`${node.type} has no place in the text`);
  }
}

function findFirst(node: Node, count: number, world: World): Found[] {
  return findAll(node, world).filter((found) => found.last.before < count);
}

function unique(found: Found[]): Found[] {
  const byPlace = new Map<string, Found>();
  for (const each of found) {
    const key = `${each.first.position} ${each.last.position}`;
    const known = byPlace.get(key);
    if (known) known.shown.push(...each.shown);
    else byPlace.set(key, { ...each, shown: [...each.shown] });
  }
  return [...byPlace.values()];
}

function matches(term: Term, place: Place): boolean {
  if (term.kind === 'plain') return place.folded === term.text;
  if (term.kind === 'exact') return place.raw.normalize('NFC') === term.text;
  const pattern = [...term.text].map((char) =>
    char === '*' ? '.*' : char === '?' ? '.' : `\\u{${char.codePointAt(0)?.toString(16)}}`,
  );
  return new RegExp(`^${pattern.join('')}$`, 'su').test(place.folded);
}

function findWritten(node: WordNode | PhraseNode, world: World): Found[] {
  const places = world.places.filter((place) => world.scope === 'text' || place.field === world.scope);
  if (node.type === 'phrase' && node.window !== null) return findWindow(node.terms, node.window, places);
  return places.flatMap((first, index) => {
    const run = places.slice(index, index + node.terms.length);
    const fits = node.terms.every((term, offset) => {
      const place = run[offset];
      return place !== undefined && place.position === first.position + offset && matches(term, place);
    });
    const last = run.at(-1);
    return fits && last ? [{ first, last, shown: [new Set(run)] }] : [];
  });
}

/** Every way to give each word a place of its own, close enough together. */
function findWindow(terms: Term[], others: number, places: Place[]): Found[] {
  const found: Found[] = [];
  const reach = terms.length + others;
  const choose = (rest: Term[], taken: Place[]): void => {
    const term = rest[0];
    if (!term) {
      const inOrder = [...taken].sort((a, b) => a.position - b.position);
      const [first, last] = [inOrder[0], inOrder.at(-1)];
      if (!first || !last) return;
      const between = places.filter(
        (place) => place.position >= first.position && place.position <= last.position,
      );
      const hits = between.filter((place) => terms.some((each) => matches(each, place)));
      found.push({ first, last, shown: hits.map((place) => new Set([place])) });
      return;
    }
    for (const place of places) {
      const near = taken.every((other) => Math.abs(other.position - place.position) < reach);
      if (near && !taken.includes(place) && matches(term, place)) choose(rest.slice(1), [...taken, place]);
    }
  };
  choose(terms, []);
  return found;
}

function findNear(node: NearNode, world: World): Found[] {
  const found: Found[] = [];
  for (const left of findAll(node.left, world)) {
    for (const right of findAll(node.right, world)) {
      const forward = left.last.position < right.first.position;
      const backward = right.last.position < left.first.position;
      if (!forward && (node.ordered || !backward)) continue;
      const [before, after] = forward ? [left, right] : [right, left];
      if (!together(node, before, after)) continue;
      found.push({ first: before.first, last: after.last, shown: [...left.shown, ...right.shown] });
    }
  }
  return found;
}

function together(node: NearNode, before: Found, after: Found): boolean {
  if (node.unit === 'word') return after.first.position - before.last.position - 1 <= node.distance;
  const unit = node.unit;
  return before.first[unit] === after.last[unit];
}

/** What a person is shown: of AND every part, of OR the true ones, of NOT nothing. */
function shown(node: Node, world: World): Span[] {
  switch (node.type) {
    case 'and':
    case 'or':
      return node.children.flatMap((child) => (holds(child, world) ? shown(child, world) : []));
    case 'not':
    case 'key':
    case 'cmp':
      return [];
    case 'field':
      return shown(node.child, { ...world, scope: node.name });
    case 'score':
      return node.items.flatMap((item) => (item.weight > 0 ? shown(item.child, world) : []));
    case 'atleast':
      return findAll(node.child, world).flatMap(spansOf);
    case 'first':
      return findFirst(node.child, node.count, world).flatMap(spansOf);
    default:
      return findAll(node, world).flatMap(spansOf);
  }
}

function spansOf(found: Found): Span[] {
  return found.shown.flatMap((places) => {
    const inOrder = [...places].sort((a, b) => a.position - b.position);
    const [first, last] = [inOrder[0], inOrder.at(-1)];
    return first && last ? [{ field: first.field, start: first.start, end: last.end }] : [];
  });
}
