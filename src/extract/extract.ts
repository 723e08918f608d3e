// Page bytes to article: decode, clean, parse, metadata, prune, Readability, blocks, valves, filter, fallback, safe HTML.
// Pure: no network, no clock, no state between pages. Runs inside the thread of `cell.ts`; what hangs is killed there.
import { LIMITS } from '../config/limits.ts';
import type { AboutPage } from '../model/about-page.ts';
import type { ExtractedArticle } from '../model/article.ts';
import { done, type Outcome, reject } from '../model/outcome.ts';
import type { SiteRule } from '../model/site-rule.ts';
import { type Block, blocksOf, charsOf, joinBlocks } from './blocks.ts';
import { type Cleaned, clean } from './clean.ts';
import { decode } from './decode.ts';
import { escapeText } from './entities.ts';
import { createNotes, type Notes } from './explain.ts';
import { fallback } from './fallback.ts';
import { filterBlocks, type Known } from './filter.ts';
import { notHtml } from './kind.ts';
import { takeCensus } from './kinds/census.ts';
import { judge, judgeEmpty } from './kinds/judge.ts';
import { createClues } from './metadata/clues.ts';
import { readCorrections } from './metadata/corrections.ts';
import { readHead } from './metadata/head.ts';
import { type Metadata, readMetadata } from './metadata/metadata.ts';
import { parse } from './parse.ts';
import { findParts, type PartLinks } from './parts.ts';
import { proseChars } from './prose.ts';
import { prune } from './prune.ts';
import { type Reading, read } from './read.ts';
import { sanitize } from './sanitize.ts';
import { applyRule, joined } from './site-rule.ts';
import { survey } from './survey.ts';

export type PageInput = {
  bytes: Uint8Array;
  /** the Content-Type header as sent */
  contentType: string | null;
  /** final address, after redirects */
  url: string;
  /** the address that was asked for, where redirects may have led elsewhere */
  askedUrl?: string;
  /** the headline that the feed gives: a page with the same one is no wall */
  expectedTitle?: string;
  /** paragraphs of the parts before, when the page is one part of an article: none is read twice */
  already?: readonly string[];
  /** when it was fetched, ms since 1970: dates in later years are not believed */
  seenAt?: number;
  /** what the operator knows of the site */
  rule?: SiteRule;
  /** note what is taken out, and what a rule found */
  explain?: boolean;
};

/** A piece of a document that may be the article. */
type Body = { method: string; root: Element; all: Block[]; kept: Block[] };

/** valve: so little text that another container of the page is tried */
const ALMOST_NOTHING_CHARS = 250;
/** valve: pruning may leave at least this share of the page's prose */
const PROSE_LEFT = 0.5;
/** nothing a person would call an article is shorter */
const SHORTEST_CHARS = 25;

/** The article on a page, or why there is none. Never throws for what a page holds. */
export function extractPage(input: PageInput): Outcome<ExtractedArticle> {
  const refused = notHtml(input.bytes, input.contentType);
  if (refused !== null) return refused;
  const raw = decode(input.bytes, input.contentType).text;
  const cleaned = clean(raw);
  if (cleaned.verdict !== null) return cleaned.verdict;
  if (cleaned.html.length > LIMITS.pageBytes)
    return reject('too-large', `the page has ${cleaned.html.length} characters without scripts and styles`);
  return fromDocument(cleaned, raw, input);
}

function fromDocument(cleaned: Cleaned, raw: string, input: PageInput): Outcome<ExtractedArticle> {
  const { url, seenAt } = input;
  const notes = input.explain === true ? createNotes() : null;
  const document = parse(cleaned.html);
  const documentTitle = document.title;
  const ruling = input.rule === undefined ? null : applyRule(document, input.rule, notes);
  const clues = createClues();
  const { census, witness } = takeCensus(clues.witness);
  const page = survey(document.documentElement, witness);
  const { head: headTags, jsonLd } = cleaned;
  const { askedUrl, expectedTitle } = input;
  const ruled = ruling?.ruled;
  const metadata = readMetadata({ headTags, jsonLd, clues, documentTitle, url, askedUrl, seenAt, ruled });
  const bodies = ruling?.bodies ?? [];
  const { removed, cardProse } = prune(page, notes, bodies);

  const reading = bodies.length > 0 ? null : read(document);
  const known: Known = {
    titles: [...metadata.titles, reading?.title ?? ''],
    byline: metadata.byline ?? reading?.byline ?? null,
  };
  let body = reading === null ? null : bodyOf('readability', reading.content);
  if (bodies.length > 0) body = bodyOf('site-rule', joined(document, bodies));
  const expected = PROSE_LEFT * (page.proseChars - cardProse);
  if (removed > 0 && bodies.length === 0 && proseOf(body) < expected)
    body = unprunedIfBetter(body, cleaned.html, notes);
  if (body !== null) body.kept = filterBlocks(body.all, known, notes);
  // a body that a rule names may be short
  const least = bodies.length > 0 ? SHORTEST_CHARS : ALMOST_NOTHING_CHARS;
  if (charsOf(body?.kept ?? []) < least) body = fallbackIfLonger(body, cleaned.html, known, notes);
  if (body !== null && input.already !== undefined) body.kept = without(body.kept, input.already);
  const title = metadata.title || (reading?.title ?? '');
  const { byline, publishedAt } = metadata;
  const kept = body?.kept ?? [];
  const addresses = { url, askedUrl, expectedTitle };
  const look = { raw, cleaned, ...addresses, documentTitle, title, byline, publishedAt, census, kept };
  if (charsOf(kept) < SHORTEST_CHARS) return fromJsonLd(metadata) ?? judgeEmpty(look);
  // what the operator calls the body is one
  const kind = bodies.length > 0 ? 'article' : judge(look);
  if (typeof kind !== 'string') return kind;

  return done({
    ...shown(metadata, reading, readCorrections(metadata.nodes, clues.corrections, body!.all)),
    ...(notes === null ? {} : { explained: notes.explained() }),
    text: joinBlocks(body!.kept).slice(0, LIMITS.textChars).toWellFormed(),
    html: sanitize(body!.root, metadata.base, droppedNodes(body!)),
    method: body!.method,
    quality: kind === 'teaser' ? 'summary' : 'full',
    kind,
    ...goesOn(findParts(url, metadata.base, readHead(headTags), census.partLinks)),
  });
}

const goesOn = (parts: PartLinks) => (parts.next === null ? {} : { parts });

/** Blocks that do not stand in what was read before. */
function without(blocks: Block[], already: readonly string[]): Block[] {
  const read = new Set(already);
  return blocks.filter(({ text }) => !read.has(text));
}

function bodyOf(method: string, root: Element): Body {
  const all = blocksOf(root);
  return { method, root, all, kept: all };
}

const proseOf = (body: Body | null): number => (body === null ? 0 : proseChars(body.all));

/** Pruning took too much: read the page again as it is, and keep what clearly has more. */
function unprunedIfBetter(body: Body | null, html: string, notes: Notes | null): Body | null {
  const reading = read(parse(html));
  if (reading === null) return body;
  const other = bodyOf('readability-unpruned', reading.content);
  if (proseOf(other) <= 1.2 * proseOf(body) + 100) return body;
  notes?.forget('prune');
  return other;
}

function fallbackIfLonger(body: Body | null, html: string, known: Known, notes: Notes | null): Body | null {
  const document = parse(html);
  const now = notes === null ? null : createNotes();
  prune(
    survey(document.documentElement, () => {}),
    now,
  );
  const found = fallback(document);
  if (found === null) return body;
  const kept = filterBlocks(found.blocks, known, now);
  if (charsOf(kept) <= charsOf(body?.kept ?? [])) return body;
  notes?.forget('prune', 'filter');
  for (const one of now?.explained().removed ?? []) notes?.add(one);
  return { method: 'fallback', root: found.root, all: found.blocks, kept };
}

function fromJsonLd(metadata: Metadata): Outcome<ExtractedArticle> | null {
  const stated = metadata.articleBody ?? '';
  const blocks = blocksOf(parse(stated.replaceAll('\n', '<br>').slice(0, LIMITS.textChars)).body);
  const text = joinBlocks(blocks);
  if (text.length < SHORTEST_CHARS) return null;
  const paragraphs = blocks.map((block) => `<p>${escapeText(block.text)}</p>`);
  return done({
    ...shown(metadata, null, readCorrections(metadata.nodes, [], blocks)),
    text,
    html: paragraphs.join('\n'),
    method: 'json-ld',
    quality: 'full',
  });
}

function shown(metadata: Metadata, reading: Reading | null, corrections: string[]) {
  const { title, byline, publishedAt, site, lang, canonical, image } = metadata;
  const about: AboutPage = { ...metadata.about, corrections };
  if (title === '' && reading !== null) about.sources = { ...about.sources, title: 'readability' };
  return { title: title || (reading?.title ?? ''), byline, publishedAt, site, lang, canonical, image, about };
}

/** Text nodes that stand in dropped blocks only, so that the HTML loses what the text lost. */
function droppedNodes({ all, kept }: Body): Set<Node> {
  const stays = new Set(kept);
  return new Set(all.filter((block) => !stays.has(block)).flatMap((block) => block.nodes));
}
