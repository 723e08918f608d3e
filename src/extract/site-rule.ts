// A site's own rule applied to one of its pages: takes out what it names, and finds body, title, byline and date. Runs
// inside the cell, so a selector that takes for ever harms its page only.
import type { RulePart, SiteRule } from '../model/site-rule.ts';
import { squeeze } from './blocks.ts';
import { firstWords, type Notes } from './explain.ts';
import type { Ruled } from './metadata/ruled.ts';
import { parse } from './parse.ts';

export type Ruling = {
  ruled: Ruled;
  /** elements that are the body; none when the rule names none or found none */
  bodies: Element[];
};

/** a body of several parts, a list of boxes to remove: more than this is a wrong selector */
const ELEMENTS = 500;
const FIELD_CHARS = 2000;

/** Applies a rule to a page that was just parsed: removes first, then looks. */
export function applyRule(document: Document, rule: SiteRule, notes: Notes | null): Ruling {
  for (const selector of rule.remove ?? []) {
    const found = find(document, 'remove', selector, notes);
    for (const element of found) notes?.element('rule', `remove ${selector}`, element);
    for (const element of found) if (!holdsPage(element)) element.remove();
  }
  const field = (part: 'title' | 'byline' | 'date') => textAt(document, part, rule[part], notes);
  const ruled: Ruled = {};
  for (const part of ['title', 'byline', 'date'] as const) {
    const text = field(part);
    if (text !== null) ruled[part] = text;
  }
  const bodies = rule.body === undefined ? [] : outermost(find(document, 'body', rule.body, notes));
  return { ruled, bodies };
}

/** One element that holds the body; moves the parts out of where they stood. */
export function joined(document: Document, bodies: Element[]): Element {
  if (bodies.length === 1) return bodies[0]!;
  const whole = document.createElement('div');
  whole.append(...bodies);
  return whole;
}

/** A sentence on what is wrong with a selector, or null. */
export function selectorProblem(selector: string): string | null {
  try {
    parse('<p>x').querySelector(selector);
    return null;
  } catch {
    return 'is no CSS selector that can be read';
  }
}

/** What the page's `html` and `body` would leave is nothing. */
const holdsPage = (element: Element) => element.localName === 'html' || element.localName === 'body';

function find(document: Document, part: RulePart, selector: string, notes: Notes | null): Element[] {
  const found = [...document.querySelectorAll(selector)];
  const words = found[0] === undefined ? null : firstWords(found[0].textContent ?? '');
  notes?.finding({ part, selector, found: found.length, words });
  return found.slice(0, ELEMENTS);
}

/** What the first element tells a machine, else what it shows. */
function textAt(
  document: Document,
  part: 'title' | 'byline' | 'date',
  selector: string | undefined,
  notes: Notes | null,
): string | null {
  if (selector === undefined) return null;
  const [element] = find(document, part, selector, notes);
  if (element === undefined) return null;
  const stated = element.getAttribute('datetime') ?? element.getAttribute('content');
  const text = part === 'date' && stated !== null ? stated : (element.textContent ?? '');
  return squeeze(text.slice(0, FIELD_CHARS)).trim() || null;
}

/** A part within another part would stand in the text twice. */
const outermost = (found: Element[]): Element[] =>
  found.filter((one) => !found.some((other) => other !== one && other.contains(one)));
