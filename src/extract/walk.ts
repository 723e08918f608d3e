// One way through a tree, in reading order and without recursion: a page's depth costs no stack.

const ELEMENT = 1;
const TEXT = 3;

export type Visitor = {
  text(node: Text): void;
  /** Whether to go inside. `leave` follows exactly where this said yes. */
  enter(element: Element): boolean;
  leave(element: Element): void;
};

/** Shows `root` and all below it to the visitor. The tree must not change meanwhile. */
export function walk(root: Node, visitor: Visitor): void {
  let node: Node = root;
  for (;;) {
    const down = visit(node, visitor);
    if (down !== null) {
      node = down;
      continue;
    }
    for (;;) {
      if (node === root) return;
      const next = node.nextSibling;
      if (next !== null) {
        node = next;
        break;
      }
      node = node.parentNode!;
      visitor.leave(node as Element);
    }
  }
}

/** The first child to visit next, or null. */
function visit(node: Node, visitor: Visitor): Node | null {
  if (node.nodeType === TEXT) visitor.text(node as Text);
  if (node.nodeType !== ELEMENT || !visitor.enter(node as Element)) return null;
  const first = node.firstChild;
  if (first === null) visitor.leave(node as Element);
  return first;
}
