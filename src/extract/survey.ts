// One walk over the parsed page, before anything changes it: counts prose, lists what pruning might remove,
// and shows every element to the metadata.
import { isSkippedName } from './blocks.ts';
import { type Hit, hitOf, namesABody } from './prune-words.ts';
import { createTally, difference, type Sums } from './tally.ts';
import { walk } from './walk.ts';

export type Candidate = Sums & {
  element: Element;
  /** its name alone says that it is not the article */
  strong: boolean;
  /** place in the walk: elements from `first` to `last` lie inside */
  first: number;
  last: number;
};

export type Survey = {
  /** prose characters of the whole page */
  proseChars: number;
  /** in document order, outer before inner */
  candidates: Candidate[];
  /** h2 to h6 */
  subheads: Element[];
};

export type Witness = (element: Element, name: string, classAndId: string) => void;

const NEVER = new Set('html head body main p h1 blockquote pre code table tbody tr td img'.split(' '));
const BY_NAME = new Map<string, Hit>([
  ['figcaption', 'strong'],
  ['nav', 'strong'],
  ['button', 'weak'],
  ['dialog', 'weak'],
]);
const ROLES = new Set('navigation complementary search dialog menu toolbar'.split(' '));
const ITEMPROPS = new Set(['caption', 'copyrightHolder', 'author']);
const HEADING = /^h[1-6]$/;
const LEVELS_UNDER_CODE = 6;

type Open = { candidate: Candidate | null; before: Sums; code: number };

/** Walks `root` once. `witness` sees each element before its children. */
export function survey(root: Element, witness: Witness): Survey {
  const candidates: Candidate[] = [];
  const subheads: Element[] = [];
  const open: Open[] = [];
  const tally = createTally();
  const cards = createCards();
  let count = 0;

  walk(root, {
    text: tally.text,
    enter(element) {
      const name = element.localName;
      const id = element.getAttribute('id') ?? '';
      const classes = element.getAttribute('class') ?? '';
      witness(element, name, id === '' ? classes : `${classes} ${id}`);
      if (isSkippedName(name)) return false;
      const above = open.at(-1)?.code ?? 0;
      const code = name === 'pre' || name === 'code' ? LEVELS_UNDER_CODE + 1 : Math.max(0, above - 1);
      const hit = code > 0 || NEVER.has(name) ? 'no' : hitOn(element, name, classes, id);
      if (hit !== 'no') tally.boundary();
      tally.enter(name);
      let candidate: Candidate | null = null;
      if (hit !== 'no') {
        candidate = { element, strong: hit === 'strong', first: count, last: count, ...NOTHING };
        candidates.push(candidate);
        if (name === 'article') cards.open(candidate);
      }
      if (HEADING.test(name)) cards.heading(element);
      if (HEADING.test(name) && name !== 'h1') subheads.push(element);
      count++;
      open.push({ candidate, before: { ...tally.sum }, code });
      return true;
    },
    leave(element) {
      const { candidate, before } = open.pop()!;
      tally.leave(element.localName);
      if (candidate === null) return;
      tally.boundary();
      Object.assign(candidate, difference(tally.sum, before));
      candidate.last = count - 1;
      if (element.localName === 'article') cards.close();
    },
  });
  tally.boundary();
  const found = candidates.filter((one) => one.element.localName !== 'article' || cards.has(one));
  return { proseChars: tally.sum.proseChars, candidates: found, subheads };
}

const NOTHING: Sums = { chars: 0, proseChars: 0, proseBlocks: 0 };

/** Tells cards from articles: an `<article>` whose first heading is a link speaks of another page. */
function createCards() {
  const open: { candidate: Candidate; judged: boolean }[] = [];
  const cards = new Set<Candidate>();
  return {
    open(candidate: Candidate) {
      open.push({ candidate, judged: false });
    },
    heading(element: Element) {
      const last = open.at(-1);
      if (last === undefined || last.judged) return;
      last.judged = true;
      const link = element.localName === 'h1' ? null : (element.querySelector('a') ?? element.closest('a'));
      if (link !== null && link.getAttribute('href')?.startsWith('#') !== true) cards.add(last.candidate);
    },
    close() {
      open.pop();
    },
    has: (candidate: Candidate) => cards.has(candidate),
  };
}

function hitOn(element: Element, name: string, classes: string, id: string): Hit {
  if (name === 'article') return 'strong';
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
