// The front: XML as feeds really write it, to a tree, on htmlparser2's tokenizer. Lenient about everything a person
// would forgive; bounded in elements, depth, attributes and text. No entity is ever defined, no address ever opened.
import { Parser } from 'htmlparser2';
import { LIMITS } from '../config/limits.ts';
import { meantCharacter } from './mend.ts';
import { attributeName, claimAtom, elementName, inside, outermost, type Scope } from './namespaces.ts';
import { clip } from './plain.ts';
import { isRaw, rawClose, rawOpen, rawText } from './raw.ts';
import { type FeedTree, NO_ATTRIBUTES, type Node, OverLimit, resolveAgainst } from './tree.ts';

/** A feed may stand inside a SOAP envelope or an HTML page, but not deep, and not far down. */
const WRAPPER_DEPTH = 8;
const WRAPPER_ELEMENTS = 200;
const ROOTS = new Set([
  ...['feed', 'atom:feed', 'entry', 'atom:entry', 'rss', 'rdf:rdf', 'rdf', 'channel'],
  ...['urlset', 'sitemapindex'],
]);
const CONTAINERS = new Set(['channel', 'rdf:rdf', 'rdf', 'rss', 'feed', 'items', 'urlset']);

const SLASH = 0x2f;

/** One open tag of the tokenizer. Its node may be closed before it, when an item starts inside. */
type Frame = { name: string; scope: Scope; node: Node | null };

type State = {
  base: string | null;
  tree: FeedTree;
  frames: Frame[];
  /** the open node that takes text and children; null before the root */
  current: Node | null;
  elements: number;
  attributes: number;
  ending: boolean;
};

/**
 * Reads `text` into a tree; `base` is the address it came from, for relative addresses.
 * Throws `OverLimit` and nothing else.
 */
export function readTree(text: string, base: string | null): FeedTree {
  const tree: FeedTree = { root: null, outermost: null, repairs: new Set() };
  const state: State = { base, tree, frames: [], current: null, elements: 0, attributes: 0, ending: false };
  const parser = new Parser(
    {
      onopentagname: () => {
        state.attributes = 0;
      },
      onattribute: () => {
        if (++state.attributes > LIMITS.tagAttributes) {
          throw new OverLimit(
            'too-many-attributes',
            `a tag with more than ${LIMITS.tagAttributes} attributes`,
          );
        }
      },
      onopentag: (name, attributes) => {
        onOpen(state, name, attributes);
        if (tree.root === null && state.elements >= WRAPPER_ELEMENTS) parser.pause();
      },
      ontext: (piece) => onText(state, piece),
      onclosetag: (_name, implied) => {
        // the tokenizer calls the end of <a/> implied as well; that is nothing to mend
        onClose(state, implied && text.charCodeAt(parser.endIndex - 1) !== SLASH);
        // what stands behind the root is no part of the feed
        if (tree.root?.open === false) parser.pause();
      },
    },
    { xmlMode: true, decodeEntities: true, lowerCaseTags: false, lowerCaseAttributeNames: false },
  );
  parser.write(text);
  state.ending = true;
  parser.end();
  return tree;
}

function onOpen(s: State, written: string, attributes: Record<string, string>): void {
  if (++s.elements > LIMITS.feedElements) {
    throw new OverLimit('too-many-tags', `more than ${LIMITS.feedElements} elements`);
  }
  // items that are never closed nest in the tokenizer alone, one for each
  if (s.frames.length >= LIMITS.feedDepth + LIMITS.feedItems) throw tooDeep();
  s.tree.outermost ??= written;
  const around = s.frames[s.frames.length - 1]?.scope ?? outermost();
  const frame: Frame = { name: written, scope: inside(around, attributes), node: null };
  s.frames.push(frame);
  if (s.tree.root === null) enterRoot(s, frame, attributes);
  else if (s.current !== null) enterNode(s, s.current, frame, attributes);
}

function enterNode(s: State, current: Node, frame: Frame, attributes: Record<string, string>): void {
  frame.name = elementName(frame.scope, frame.name);
  if (current.raw !== 'no') {
    rawOpen(current, frame.name, attributes);
    return;
  }
  if (isItem(frame.name, s.tree.root)) closeUpToContainer(s);
  frame.node = addNode(s, frame, attributes);
}

const isItem = (name: string, root: Node | null): boolean =>
  name === 'item' || name === 'entry' || (name === 'url' && root?.name === 'urlset');

/** Before the root: looks whether this is it. From the root on, Atom's names are bare if the document is Atom. */
function enterRoot(s: State, frame: Frame, attributes: Record<string, string>): void {
  const name = elementName(frame.scope, frame.name);
  if (!ROOTS.has(name) || s.frames.length > WRAPPER_DEPTH) return;
  frame.scope = claimAtom(frame.scope, /^(atom:)?(feed|entry)$/.test(name));
  frame.name = elementName(frame.scope, frame.name);
  if (s.frames.length > 1) s.tree.repairs.add('wrapped');
  frame.node = addNode(s, frame, attributes);
  s.tree.root = frame.node;
}

function addNode(s: State, frame: Frame, written: Record<string, string>): Node {
  const parent = s.current;
  const attributes = canonicalAttributes(frame.scope, written);
  const base = parent ? parent.base : s.base;
  const own = attributes['xml:base'];
  const node: Node = {
    name: frame.name,
    parent,
    attributes,
    children: [],
    text: '',
    base: own === undefined ? base : baseInside(base, own),
    depth: parent ? parent.depth + 1 : 0,
    raw: parent && isRaw(frame.name, parent) ? 'text' : 'no',
    open: true,
  };
  if (node.depth > LIMITS.feedDepth) throw tooDeep();
  parent?.children.push(node);
  s.current = node;
  return node;
}

/** A relative base without one around it is no base. */
function baseInside(around: string | null, own: string): string | null {
  const resolved = resolveAgainst(around, own);
  return URL.canParse(resolved) ? resolved : around;
}

function canonicalAttributes(
  scope: Scope,
  written: Record<string, string>,
): Readonly<Record<string, string>> {
  let out: Record<string, string> | null = null;
  for (const name in written) {
    out ??= Object.create(null) as Record<string, string>;
    const key = attributeName(scope, name);
    out[key] ??= written[name] ?? '';
  }
  return out ?? NO_ATTRIBUTES;
}

/**
 * A new item ends what is still open in the one before: without this, one unclosed element hides all later items.
 * An entry within `source` or within a conflict list is a real child.
 */
function closeUpToContainer(s: State): void {
  let holder = s.current;
  while (holder && !CONTAINERS.has(holder.name)) {
    if (holder.name === 'source' || holder.name === 'sx:conflicts') return;
    holder = holder.parent;
  }
  if (!holder || holder === s.current) return;
  s.tree.repairs.add('implicit-close');
  for (let node = s.current; node && node !== holder; node = node.parent) node.open = false;
  s.current = holder;
}

function onText(s: State, piece: string): void {
  const node = s.current;
  if (node === null || node.text.length >= LIMITS.textChars) return;
  const text = piece.length === 1 ? meantCharacter(piece) : clip(piece, LIMITS.textChars - node.text.length);
  if (node.raw === 'no') node.text += text;
  else rawText(node, text);
}

function onClose(s: State, implied: boolean): void {
  const frame = s.frames.pop();
  if (!frame || s.tree.root === null) return;
  if (frame.node === null) {
    if (s.current && s.current.raw !== 'no') rawClose(s.current, frame.name);
    return;
  }
  if (!frame.node.open) return;
  if (implied) s.tree.repairs.add(s.ending ? 'truncated' : 'mismatched-tag');
  frame.node.open = false;
  s.current = frame.node.parent;
}

const tooDeep = (): OverLimit => new OverLimit('too-deep', `nested deeper than ${LIMITS.feedDepth}`);
