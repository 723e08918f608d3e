// The tree that the front builds from a feed, and how it is asked. Names are canonical (see namespaces.ts).
import type { RejectReason } from '../model/outcome.ts';

export type Node = {
  name: string;
  parent: Node | null;
  /** canonical names; shared and empty when there are none */
  attributes: Readonly<Record<string, string>>;
  children: Node[];
  /** own text, decoded; of a raw field the whole inside in document order */
  text: string;
  /** what addresses inside are relative to: xml:base, else the document's address */
  base: string | null;
  depth: number;
  /** a raw field keeps its inside as one string: as text until an element comes, then as HTML */
  raw: 'no' | 'text' | 'html';
  open: boolean;
};

export type FeedTree = {
  /** `feed`, `entry`, `rss`, `rdf:rdf` or `channel`; null when the document has none of them */
  root: Node | null;
  /** name of the document's outermost element as written; null when there is none */
  outermost: string | null;
  repairs: Set<string>;
};

/** A bound of `LIMITS` was crossed; caught in parse.ts and turned into an outcome. */
export class OverLimit extends Error {
  readonly reason: RejectReason;
  constructor(reason: RejectReason, message: string) {
    super(message);
    this.reason = reason;
  }
}

export const NO_ATTRIBUTES: Readonly<Record<string, string>> = Object.freeze(Object.create(null));

export function child(node: Node, name: string): Node | null {
  for (const one of node.children) if (one.name === name) return one;
  return null;
}

export const childrenOf = (node: Node, name: string): Node[] =>
  node.children.filter((one) => one.name === name);

/** Trimmed text of the first child that has any, trying the names in turn: an empty `<link/>` before a full one is common. */
export function textOf(node: Node, ...names: string[]): string | null {
  for (const name of names) {
    for (const one of node.children) {
      if (one.name !== name) continue;
      const text = one.text.trim();
      if (text !== '') return text;
    }
  }
  return null;
}

/** `address` against the base of `node`; as written when there is no base or it can't be resolved. */
export function resolve(node: Node, address: string): string {
  return resolveAgainst(node.base, address);
}

export function resolveAgainst(base: string | null, address: string): string {
  const trimmed = address.trim();
  if (base === null || trimmed === '') return trimmed;
  return URL.parse(trimmed, base)?.href ?? trimmed;
}
