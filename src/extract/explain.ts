// Notes what is taken out of a page and by which rule, for a person who asks. Nothing is noted otherwise, and what is
// noted changes nothing.
import type { Explained, Removed, RuleFinding } from '../model/site-rule.ts';
import type { Block } from './blocks.ts';
import { squeeze } from './blocks.ts';
import { hitOf } from './prune-words.ts';

export type Notes = {
  element(step: Removed['step'], by: string, element: Element): void;
  block(by: string, block: Block): void;
  finding(finding: RuleFinding): void;
  add(removed: Removed): void;
  /** the page is read anew: forgets what a step took out */
  forget(...steps: Removed['step'][]): void;
  explained(): Explained;
};

const WORDS_CHARS = 120;
/** a page of ten thousand hidden boxes needs no list of them */
const NOTED = 300;
const TOKEN_CHARS = 60;

export const firstWords = (text: string): string => {
  const squeezed = squeeze(text.slice(0, 8 * WORDS_CHARS)).trim();
  return squeezed.length > WORDS_CHARS ? `${squeezed.slice(0, WORDS_CHARS - 1).toWellFormed()}…` : squeezed;
};

export function createNotes(): Notes {
  let removed: Removed[] = [];
  const findings: RuleFinding[] = [];
  const add = (one: Removed) => {
    if (removed.length < NOTED && one.words !== '') removed.push(one);
  };
  return {
    element(step, by, element) {
      const text = element.textContent ?? '';
      add({
        step,
        by,
        element: nameOf(element),
        words: firstWords(text),
        characters: squeeze(text).trim().length,
      });
    },
    block(by, { text }) {
      add({ step: 'filter', by, element: null, words: firstWords(text), characters: text.length });
    },
    finding(finding) {
      if (!findings.some(({ part, selector }) => part === finding.part && selector === finding.selector))
        findings.push(finding);
    },
    add,
    forget(...steps) {
      removed = removed.filter(({ step }) => !steps.includes(step));
    },
    explained: () => ({ removed, findings }),
  };
}

/** `div.related-links#more`: enough to find it in the page. */
function nameOf(element: Element): string {
  const classes = (element.getAttribute('class') ?? '').split(/\s+/).filter(Boolean).slice(0, 2);
  const id = element.getAttribute('id') ?? '';
  const name = [element.localName, ...classes.map((one) => `.${one}`), id === '' ? '' : `#${id}`].join('');
  return name.slice(0, 2 * TOKEN_CHARS);
}

/** Why pruning took an element, in words. */
export function whyPruned(element: Element): string {
  if (element.localName === 'article') return 'a card of another article';
  const tokens = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`.split(/\s+/);
  const token = tokens.find((one) => hitOf(one) !== 'no');
  if (token !== undefined) return `called "${token.slice(0, TOKEN_CHARS)}"`;
  if (element.hasAttribute('hidden') || element.getAttribute('aria-hidden') === 'true') return 'hidden';
  const role = element.getAttribute('role');
  if (role !== null) return `role "${role.slice(0, TOKEN_CHARS)}"`;
  const prop = element.getAttribute('itemprop');
  return prop === null ? `tag <${element.localName}>` : `itemprop "${prop.slice(0, TOKEN_CHARS)}"`;
}
