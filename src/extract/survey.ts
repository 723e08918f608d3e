// One walk over the parsed page, before anything changes it: counts prose, lists what pruning might remove,
// and shows every element to the metadata. Bottom-up sums make it linear; nothing is counted twice.
import { isBlockName, isSkippedName, squeeze } from './blocks.ts';
import { ELEMENT, TEXT } from './parse.ts';
import { isProse } from './prose.ts';
import { type Hit, hitOf, namesABody } from './prune-words.ts';

export type Candidate = {
  element: Element;
  strong: boolean;
  /** place in the walk: elements from `first` to `last` lie inside */
  first: number;
  last: number;
  chars: number;
  proseChars: number;
  proseBlocks: number;
};

export type Survey = {
  /** prose characters of the whole page */
  proseChars: number;
  /** in document order, outer before inner */
  candidates: Candidate[];
};

export type Witness = (element: Element, name: string, classAndId: string) => void;

const NEVER = new Set(
  'html head body article main p h1 blockquote pre code table tbody tr td img'.split(' '),
);
const BY_NAME = new Map<string, Hit>([
  ['figcaption', 'strong'],
  ['nav', 'strong'],
  ['button', 'weak'],
  ['dialog', 'weak'],
]);
const ROLES = new Set('navigation complementary search dialog menu toolbar'.split(' '));
const ITEMPROPS = new Set(['caption', 'copyrightHolder', 'author']);
const LEVELS_UNDER_CODE = 6;

type Open = { element: Element; name: string; candidate: Candidate | null; code: number };

/** Walks `root` once. `witness` sees each element before its children. */
export function survey(root: Element, witness: Witness): Survey {
  const candidates: Candidate[] = [];
  const open: Open[] = [];
  let count = 0;
  let text = '';
  let links = 0;
  let linkChars = 0;
  const sum = { chars: 0, proseChars: 0, proseBlocks: 0 };

  function flush(): void {
    if (text === '') return;
    const squeezed = squeeze(text).trim();
    text = '';
    sum.chars += squeezed.length;
    if (isProse(squeezed, linkChars / Math.max(1, squeezed.length))) {
      sum.proseChars += squeezed.length;
      sum.proseBlocks++;
    }
    linkChars = 0;
  }

  function enter(element: Element): void {
    const name = element.localName;
    const id = element.getAttribute('id') ?? '';
    const classes = element.getAttribute('class') ?? '';
    witness(element, name, id === '' ? classes : `${classes} ${id}`);
    const above = open.at(-1)?.code ?? 0;
    const code = name === 'pre' || name === 'code' ? LEVELS_UNDER_CODE + 1 : Math.max(0, above - 1);
    const hit = code > 0 || NEVER.has(name) ? 'no' : hitOn(element, name, classes, id);
    if (isBlockName(name) || hit !== 'no') flush();
    let candidate: Candidate | null = null;
    if (hit !== 'no') {
      candidate = {
        element,
        strong: hit === 'strong',
        first: count,
        last: count,
        chars: 0,
        proseChars: 0,
        proseBlocks: 0,
      };
      subtract(candidate, sum);
      candidates.push(candidate);
    }
    count++;
    if (name === 'a') links++;
    open.push({ element, name, candidate, code });
  }

  function leave(): void {
    const { name, candidate } = open.pop()!;
    if (name === 'a') links--;
    if (candidate !== null || isBlockName(name)) flush();
    if (candidate === null) return;
    add(candidate, sum);
    candidate.last = count - 1;
  }

  let node: Node | null = root;
  while (node !== null) {
    let down: Node | null = null;
    const type: number = node.nodeType;
    if (type === TEXT) {
      const data = (node as Text).data;
      text += data;
      if (links > 0) linkChars += squeeze(data).length;
    } else if (type === ELEMENT) {
      enter(node as Element);
      down = isSkippedName(open.at(-1)!.name) ? null : node.firstChild;
      if (down === null) leave();
    }
    if (down !== null) {
      node = down;
      continue;
    }
    for (;;) {
      if (node === root) return finish();
      const next: Node | null = node!.nextSibling;
      if (next !== null) {
        node = next;
        break;
      }
      node = node!.parentNode;
      leave();
    }
  }
  return finish();

  function finish(): Survey {
    flush();
    return { proseChars: sum.proseChars, candidates };
  }
}

type Sums = { chars: number; proseChars: number; proseBlocks: number };

function add(to: Sums, what: Sums): void {
  to.chars += what.chars;
  to.proseChars += what.proseChars;
  to.proseBlocks += what.proseBlocks;
}

function subtract(from: Sums, what: Sums): void {
  from.chars -= what.chars;
  from.proseChars -= what.proseChars;
  from.proseBlocks -= what.proseBlocks;
}

function hitOn(element: Element, name: string, classes: string, id: string): Hit {
  const byClass = hitOf(classes);
  const byId = byClass === 'strong' ? 'no' : hitOf(id);
  let hit: Hit = byId === 'no' ? byClass : byId;
  const byName = BY_NAME.get(name);
  if (byName !== undefined && hit !== 'strong') hit = byName;
  if (hit === 'no' && byAttribute(element)) hit = 'weak';
  if (hit !== 'no' && (namesABody(classes) || namesABody(id))) return 'no';
  return hit;
}

function byAttribute(element: Element): boolean {
  if (!element.hasAttributes()) return false;
  if (element.hasAttribute('hidden') || element.getAttribute('aria-hidden') === 'true') return true;
  return (
    ROLES.has(element.getAttribute('role') ?? '') || ITEMPROPS.has(element.getAttribute('itemprop') ?? '')
  );
}
