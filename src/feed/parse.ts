// A feed document to the model: decode, sniff, front, rss-parser's builders, own choice of fields. Takes any bytes and
// always answers with an outcome; goes nowhere by itself (never `parseURL`).
import { LIMITS } from '../config/limits.ts';
import type { FeedFormat, ParsedFeed } from '../model/feed.ts';
import { done, type Outcome, reject } from '../model/outcome.ts';
import { atomTree } from './atom.ts';
import { build, stringOr } from './builders.ts';
import { decode } from './decode.ts';
import { entryOf } from './entry.ts';
import { readTree } from './front.ts';
import { hintsOf } from './hints.ts';
import { inflate, isGzip } from './inflate.ts';
import { parseJsonFeed } from './json.ts';
import { newest } from './newest.ts';
import { rssTree } from './rss.ts';
import { isSitemap, readSitemap } from './sitemap.ts';
import { type FeedTree, type Node, OverLimit } from './tree.ts';

export type FeedHints = {
  /** the Content-Type header as it came, for its charset only: servers call feeds anything */
  contentType: string | null;
  /** the address the bytes came from, after redirects; base of relative addresses. null: they stay as written */
  url: string | null;
};

/**
 * Reads RSS 0.9x and 2.0, RDF, Atom 0.3 and 1.0, JSON Feed, Google News sitemaps and sitemap indexes (`children`), each
 * of them plain or as a gzip file. `reject('not-a-feed')` says in a sentence what it is
 * instead; `too-large`, `too-deep`, `too-many-tags` and `too-many-attributes` name the bound that was crossed.
 * A feed without entries is `done`. Never throws on account of its input.
 */
export async function parseFeed(bytes: Uint8Array, hints: FeedHints): Promise<Outcome<ParsedFeed>> {
  if (bytes.byteLength > LIMITS.feedDocumentBytes) {
    return reject('too-large', `${bytes.byteLength} bytes, more than ${LIMITS.feedDocumentBytes}`);
  }
  if (isGzip(bytes)) {
    const inside = inflate(bytes);
    if (inside.kind !== 'done') return inside;
    return isGzip(inside.value)
      ? reject('not-a-feed', 'not a feed: compressed twice')
      : parseFeed(inside.value, hints);
  }
  const strange = binaryKind(bytes);
  if (strange) return reject('not-a-feed', `not a feed: ${strange}`);
  const { text, repairs } = decode(bytes, hints.contentType);
  const base = hints.url !== null && URL.canParse(hints.url) ? hints.url : null;
  const start = text.search(/[^\s\0-\x20\ufeff]/);
  if (start < 0) return reject('not-a-feed', 'not a feed: the document is empty');
  if (text[start] === '{') return withRepairs(parseJsonFeed(text.slice(start), base), repairs);
  const markup = text.indexOf('<', start);
  if (markup < 0) return reject('not-a-feed', 'not a feed: text without any markup');
  const before = [...repairs, ...(markup > start ? ['leading-junk'] : [])];
  return withRepairs(await parseXml(text.slice(markup), base), before);
}

async function parseXml(text: string, base: string | null): Promise<Outcome<ParsedFeed>> {
  let tree: FeedTree;
  try {
    tree = readTree(text, base);
  } catch (error) {
    if (error instanceof OverLimit) return reject(error.reason, `over a limit: ${error.message}`);
    throw error;
  }
  if (tree.root === null) return reject('not-a-feed', `not a feed: ${describe(tree.outermost)}`);
  const why = strangeRoot(tree.root);
  if (why !== null) return reject('not-a-feed', `not a feed: ${why}`);
  if (isSitemap(tree.root)) return readSitemap(tree.root, tree.repairs);
  return done(await readFeed(tree.root, tree.repairs));
}

async function readFeed(root: Node, repairs: Set<string>): Promise<ParsedFeed> {
  const format = formatOf(root);
  if (root.name === 'rss' && !root.attributes.version) repairs.add('no-version');
  const built = await build(format === 'atom' ? atomTree(root) : rssTree(root));
  const items = newest(built.items, (item) => stringOr(item.pubDate));
  if (items.length < built.items.length) repairs.add('too-many-items');
  return {
    format,
    title: built.title ?? '',
    link: built.link,
    ...hintsOf(root),
    entries: items.map(entryOf),
    repairs: [...repairs],
  };
}

function withRepairs(outcome: Outcome<ParsedFeed>, before: string[]): Outcome<ParsedFeed> {
  if (outcome.kind !== 'done') return outcome;
  return done({ ...outcome.value, repairs: [...before, ...outcome.value.repairs] });
}

/** Why a root that feeds have is none here: `channel` is a word of many formats, and RDF is more than feeds. */
function strangeRoot(root: Node): string | null {
  const has = (name: RegExp): boolean => root.children.some((one) => name.test(one.name));
  if (root.name === 'channel' || root.name === 'rdf')
    return has(/^items?$/) ? null : `<${root.name}> without items`;
  const known = root.children.length === 0 || has(/^(channel|item|image|textinput|title)$/);
  return root.name === 'rdf:rdf' && !known ? 'RDF without channel or items' : null;
}

function formatOf(root: Node): FeedFormat {
  if (root.name === 'feed' || root.name === 'entry') return 'atom';
  return root.name.startsWith('rdf') ? 'rdf' : 'rss';
}

function describe(outermost: string | null): string {
  if (outermost === null) return 'text without any element';
  return /^html$/i.test(outermost) ? 'an HTML page' : `a document of <${outermost.slice(0, 60)}>`;
}

/** Kinds of file by their first bytes; null when it may be text. */
function binaryKind(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 5)).toString('latin1');
  if (head.startsWith('%PDF')) return 'a PDF file';
  if (head.startsWith('PK\x03\x04')) return 'a zip archive';
  return /^(\x89PNG|GIF8|\xff\xd8\xff)/.test(head) ? 'an image' : null;
}
