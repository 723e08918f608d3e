// Drops the blocks around and between the article's paragraphs that a reader would not call part of it.
// Judges blocks by place: the lead before the first good block, the tail after the last. When unsure, keeps.
import type { Block } from './blocks.ts';
import { charsOf } from './blocks.ts';
import type { Notes } from './explain.ts';
import { BARE_URL, PROMPTS } from './prompts.ts';
import { hasSentenceEnd, LINK_SHARE, PROSE_CHARS } from './prose.ts';

export type Known = { titles: string[]; byline: string | null };

/** a filter that wants more than this is wrong about the page */
const MOST_DROPPED = 0.25;
const SHORT = 240;
const TAIL_BLOCKS = 12;
const TAIL_SHARE = 0.15;
/** a linked heading, a teaser, a date, an author */
const TEASER_BLOCKS = 4;

const MONTH =
  'jan|feb|mar|mär|maer|apr|may|mai|maj|jun|jul|aug|sep|oct|okt|nov|dec|dez|ene|abr|ago|dic|gen|mag|giu|lug|set|ott|janv|févr|avr|juil|août|déc';
const DATE = new RegExp(
  `\\b\\d{1,2}[:.]\\d{2}\\b|\\b(?:19|20)\\d\\d\\b|\\b\\d{1,2}[./-]\\d{1,2}[./-]\\d{2,4}\\b|\\b(?:${MONTH})[\\p{L}]*\\.? \\d|\\d\\.? (?:${MONTH})|\\b\\d+ (?:min|hour|day|week|month|year)s?\\b`,
  'iu',
);
const BY_A_DATE = /^[^.!?]*$/u;
const FIGURE = /^[\d.,]{1,12}$/u;

/** The blocks worth keeping. */
export function filterBlocks(all: Block[], known: Known, notes: Notes | null = null): Block[] {
  const blocks = withoutTeasers(all);
  const place = placesOf(blocks);
  const kept: Block[] = [];
  const dropped: [why: string, block: Block][] = [];
  const urls = blocks.filter((block) => BARE_URL.test(block.text)).length;
  const urlsAreContent = urls > 4 && blocks.length > 20;
  for (const [index, block] of blocks.entries()) {
    const why = whyDropped(block, place(index), known, kept.at(-1), urlsAreContent);
    if (why === null) kept.push(block);
    else dropped.push([why, block]);
  }
  while (kept.length > 1 && /^h[1-6]$/.test(kept.at(-1)!.tag))
    dropped.push(['a heading with nothing below it', kept.pop()!]);
  const chars = charsOf(all);
  if (chars - charsOf(kept) > MOST_DROPPED * chars) return all;
  if (notes !== null) {
    for (const block of all.slice(blocks.length)) notes.block('a teaser behind the end', block);
    for (const [why, block] of dropped) notes.block(why, block);
  }
  return kept;
}

/** Cards of other articles after the end: linked headings, each with a line or two below, up to the last block. */
function withoutTeasers(blocks: Block[]): Block[] {
  const first = blocks.findIndex(isLinkedHeading);
  if (first < 0) return blocks;
  const rest = blocks.slice(first);
  const heads = rest.filter(isLinkedHeading).length;
  if (heads < 2 || rest.length > heads * TEASER_BLOCKS || charsOf(rest) > MOST_DROPPED * charsOf(blocks))
    return blocks;
  return blocks.slice(0, first);
}

const isLinkedHeading = ({ text, link, tag }: Block): boolean =>
  link > 0.85 && text.length >= 15 && text.length < 200 && (/^h[2-6]$/.test(tag) || tag === 'div');

type Place = 'lead' | 'middle' | 'tail' | 'long-tail';

function placesOf(blocks: Block[]): (index: number) => Place {
  const good = blocks.map(isGood);
  const first = good.indexOf(true);
  const last = good.lastIndexOf(true);
  if (first < 0) return () => 'middle';
  const tail = blocks.slice(last + 1);
  const small = tail.length <= TAIL_BLOCKS || charsOf(tail) < TAIL_SHARE * charsOf(blocks);
  // a heading right above the first paragraph is the paragraph's
  const start = /^h[2-6]$/.test(blocks[first - 1]?.tag ?? '') ? first - 1 : first;
  return (index) => (index < start ? 'lead' : index <= last ? 'middle' : small ? 'tail' : 'long-tail');
}

const isGood = ({ text, link }: Block): boolean =>
  text.length >= PROSE_CHARS && link < LINK_SHARE && (text.length > 160 || hasSentenceEnd(text));

/** Why a block is no part of the article, in words; null when it stays. */
function whyDropped(
  block: Block,
  place: Place,
  known: Known,
  before: Block | undefined,
  urlsStay: boolean,
): string | null {
  const { text, link } = block;
  const short = text.length < SHORT;
  const words = wordsOf(text);
  if (known.titles.some((title) => repeatsTitle(words, wordsOf(title), place === 'lead')))
    return 'repeats the title';
  // a bare number is furniture between paragraphs, and the matter in a table
  if (/^t[dh]$/.test(block.tag) && FIGURE.test(text)) return null;
  if (short && !(urlsStay && BARE_URL.test(text)) && PROMPTS.some(({ pattern }) => pattern.test(text)))
    return 'a prompt, label or credit';
  if (before !== undefined && text.length > 8 && text === before.text) return 'repeats the paragraph before';
  if (isAuthorBio(block, known.byline)) return 'about the author';
  if (place === 'lead') return whyNoLead(block, words, known.byline);
  if (place !== 'tail') return null;
  if (text.length < 60 && block.tag !== 'p' && DATE.test(text)) return 'a date behind the end';
  return short && link > 0.5 ? 'links behind the end' : null;
}

/** Before the first good paragraph stand bylines, dates, labels and links. */
function whyNoLead({ text, link, tag }: Block, words: string, byline: string | null): string | null {
  if (text.length < 80 && isByline(words, byline)) return 'the byline';
  if (text.length < 100 && DATE.test(text) && BY_A_DATE.test(text)) return 'a date before the start';
  const isLabel =
    text.length < 40 && !hasSentenceEnd(text) && !/^(?:p|h[2-6])$/.test(tag) && !(tag === 'li' && link === 0);
  if (isLabel) return 'a label before the start';
  return text.length < SHORT && link > 0.5 ? 'links before the start' : null;
}

/** "Ada Lindqvist is a freelance writer …": about the author, not the matter. */
function isAuthorBio({ text }: Block, byline: string | null): boolean {
  const name = byline?.split(',')[0]?.trim() ?? '';
  if (name.length < 5 || text.length > 600 || !text.slice(0, 120).includes(name)) return false;
  return OCCUPATION.test(text);
}

const OCCUPATION =
  /^.{0,120}\b(?:is|was|has been|covers|writes|reports) (?:an?|the|our|for|on|about)\b.{0,80}\b(?:writer|reporter|editor|journalist|correspondent|columnist|author|contributor|blogger|producer|lives in|living in)\b/iu;

const wordsOf = (text: string): string => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');

function repeatsTitle(words: string, title: string, lead: boolean): boolean {
  if (title === '' || words === '') return false;
  if (words === title) return true;
  if (!lead || words.length <= 15) return false;
  return title.startsWith(words) || (words.startsWith(title) && words.length < 1.4 * title.length);
}

function isByline(words: string, byline: string | null): boolean {
  const name = wordsOf(byline ?? '');
  return name !== '' && words !== '' && (words.includes(name) || name.includes(words));
}
