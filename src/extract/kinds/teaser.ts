// The beginning of an article whose rest is for those who pay or sign up. Its text is real; that it is cut off is what
// must be told. A price list or an offer to subscribe makes no teaser: they stand on every page.
import { isArticle, type LdNode, listOf } from '../metadata/json-ld.ts';
import type { Facts } from './facts.ts';
import { PAYWALL_PHRASES } from './phrases/paywall.ts';

/** a text of this length is no beginning: the wall lies over a page that holds it all */
const LONG_CHARS = 3500;
const SHORT_CHARS = 1500;
/** East Asian text says as much in a third of the characters */
const CJK = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]/g;
const CUT_OFF = /(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*$/;
/** fewer words read than this share of those that the page says it has */
const READ_SHARE = 0.5;

/** Whether what was read is only the beginning, kept back by a wall. */
export function isTeaser(facts: Facts): boolean {
  const weight = weightOf(facts.text);
  if (weight > LONG_CHARS) return false;
  const closed = statesWall(facts);
  const words = wordsStated(facts.nodes());
  if (words !== null && words > 40) {
    const read = facts.text.split(/\s+/).length;
    if (read >= 0.85 * words) return false;
    if (read < READ_SHARE * words && (closed || asksForMore(facts))) return true;
  }
  if (weight > SHORT_CHARS) return closed && CUT_OFF.test(facts.text);
  return closed || asksForMore(facts);
}

/** Whether a page that gave no text says that its text is for some only. */
export const isPaywall = (facts: Facts): boolean => statesWall(facts) || asksForMore(facts);

function statesWall(facts: Facts): boolean {
  const tier =
    facts.head().meta('article:content_tier', 'content_tier', 'cxenseparse:access', 'access') ?? '';
  if (/^(?:locked|paid|premium|subscriber)/i.test(tier)) return true;
  return facts
    .nodes()
    .some(
      (node) =>
        isClosed(node.isAccessibleForFree) &&
        (isArticle(node) || node.cssSelector != null || node.articleBody != null),
    );
}

const isClosed = (value: unknown): boolean =>
  listOf(value).some(
    (one) => one === false || (typeof one === 'string' && /^(?:false|no|0|.*\/False)$/i.test(one.trim())),
  );

/** A box that says the text goes on for subscribers, in the text or around it. */
function asksForMore(facts: Facts): boolean {
  const everything = facts.everything().replace(/\n/g, ' ');
  if (!PAYWALL_PHRASES.some((phrase) => phrase.test(everything))) return false;
  return (
    CUT_OFF.test(facts.text) ||
    facts.census.paywallClasses > 0 ||
    PAYWALL_PHRASES.some((phrase) => phrase.test(closeBy(facts)))
  );
}

/** What stands right after the text on the page. */
function closeBy(facts: Facts): string {
  const everything = facts.everything();
  const last = facts.kept.at(-1)?.text.slice(-40).toLowerCase().replace(/[’‘ʼ]/g, "'") ?? '';
  const at = last === '' ? 0 : everything.lastIndexOf(last);
  const tail = everything.slice(Math.max(0, at), Math.max(0, at) + 700);
  return `${facts.text.slice(-300)} ${tail}`.replace(/\s+/g, ' ');
}

function wordsStated(nodes: LdNode[]): number | null {
  for (const node of nodes.filter(isArticle)) {
    const words = Number(node.wordCount);
    if (Number.isInteger(words) && words > 0) return words;
  }
  return null;
}

const weightOf = (text: string): number => text.length + 2 * (text.match(CJK)?.length ?? 0);
