// OPML, the format in which readers exchange their lists of feeds (opml.org, version 2.0). Reads what other programs
// write, nested folders included; names the line of every mistake; never opens an address.
import { Parser } from 'htmlparser2';
import { LIMITS } from '../config/limits.ts';
import { done, type Outcome, reject } from '../model/outcome.ts';
import { feedAddress, WHY } from './address.ts';
import { clip, fold } from './plain.ts';

export type Outline = {
  url: string;
  /** '' when the list gives none */
  title: string;
  /** names of the folders around it, outermost first, joined by ` / `; '' at the top */
  folder: string;
};

/** An outline that can't be watched. */
export type BadOutline = {
  /** counted from 1 */
  line: number;
  /** a sentence without its beginning: `"Daily" has no xmlUrl` */
  problem: string;
};

type Reading = {
  text: string;
  isOpml: boolean;
  found: Outline[];
  bad: BadOutline[];
  depth: number;
  /** names of the open outlines; null for one that is a feed or has no name */
  folders: (string | null)[];
  /** lines are counted on from the last event, so once over the whole text */
  line: number;
  counted: number;
};

/**
 * The feeds of an OPML document in its order, each address once, and the outlines that are none with their lines: one
 * bad line is no reason to watch nothing. `reject('unreadable')` when it is no OPML at all.
 */
export function readOpml(text: string): Outcome<{ feeds: Outline[]; bad: BadOutline[] }> {
  if (text.length > LIMITS.feedDocumentBytes) return reject('too-large', 'the list is too long');
  const { isOpml, found, bad } = read(text);
  if (!isOpml) return reject('unreadable', 'line 1: this is no OPML (no <opml> element)');
  return done({ feeds: [...byAddress(found).values()], bad });
}

/** Of an address listed twice the later place counts; what it leaves out stays as the earlier one has it. */
function byAddress(found: readonly Outline[]): Map<string, Outline> {
  const feeds = new Map<string, Outline>();
  for (const one of found) {
    const before = feeds.get(one.url);
    feeds.set(one.url, {
      url: one.url,
      title: one.title || (before?.title ?? ''),
      folder: one.folder || (before?.folder ?? ''),
    });
  }
  return feeds;
}

function read(text: string): Reading {
  const reading: Reading = {
    ...{ text, isOpml: false, found: [], bad: [], depth: 0, folders: [], line: 1, counted: 0 },
  };
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        if (++reading.depth > LIMITS.feedDepth) {
          reading.bad.push({ line: lineOf(reading, parser.startIndex), problem: 'it is nested too deep' });
          parser.pause();
        }
        if (name === 'opml') reading.isOpml = true;
        if (name === 'outline') enter(reading, attributes, parser.startIndex);
      },
      onclosetag: (name) => {
        reading.depth--;
        if (name === 'outline') reading.folders.pop();
      },
    },
    { xmlMode: true, decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  parser.write(text);
  parser.end();
  if (text.lastIndexOf('<') > text.lastIndexOf('>')) {
    reading.bad.push({ line: lineOf(reading, text.lastIndexOf('<')), problem: 'the list is cut off here' });
  }
  return reading;
}

/** An outline is a feed when it has an address or a feed's type, else a folder. */
function enter(reading: Reading, attributes: Record<string, string>, at: number): void {
  const address = (attributes.xmlurl ?? attributes.url ?? '').trim();
  const name = named(attributes.title) || named(attributes.text);
  const isFeed = attributes.xmlurl !== undefined || /^(rss|atom|feed)$/i.test(attributes.type ?? '');
  if (isFeed) add(reading, address, name === address ? '' : name, at);
  reading.folders.push(isFeed || name === '' ? null : name);
}

function add(reading: Reading, written: string, title: string, at: number): void {
  const address = feedAddress(written);
  if (address.ok) {
    const folder = reading.folders.filter((one) => one !== null).join(' / ');
    reading.found.push({ url: address.url, title, folder });
    return;
  }
  const what = title === '' ? 'a feed' : `"${clip(title, 60)}"`;
  const why = WHY[address.why];
  const problem =
    address.why === 'empty'
      ? 'has no xmlUrl'
      : address.why === 'password'
        ? `has an address that ${why}`
        : `has "${clip(written, 100)}", which ${why}`;
  reading.bad.push({ line: lineOf(reading, at), problem: `${what} ${problem}` });
}

function lineOf(reading: Reading, at: number): number {
  for (; reading.counted < at; reading.counted++) {
    if (reading.text.charCodeAt(reading.counted) === 0x0a) reading.line++;
  }
  return reading.line;
}

/** without what no store and no terminal takes */
const named = (text: string | undefined): string =>
  clip(fold(text ?? '').replace(/\p{Cc}/gu, ''), LIMITS.titleChars);

/** An OPML 2.0 document of `list` under `title`; folders become outlines, ` / ` between their names nests them. */
export function writeOpml(list: readonly Outline[], title: string): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<opml version="2.0">',
    `  <head><title>${escaped(title)}</title></head>`,
    '  <body>',
    ...outlines(
      list.map((one) => ({ ...one, path: one.folder.split(' / ').filter((name) => name !== '') })),
      2,
    ),
    '  </body>',
    '</opml>',
    '',
  ].join('\n');
}

type Placed = Outline & { path: string[] };

/** Feeds of this level, then its folders in the order of their first feed. */
function outlines(list: Placed[], level: number): string[] {
  const indent = '  '.repeat(level);
  const here = list.filter((one) => one.path.length === 0).map((one) => `${indent}${feedOutline(one)}`);
  const folders = Map.groupBy(
    list.filter((one) => one.path.length > 0),
    (one) => one.path[0] ?? '',
  );
  const inside = [...folders].flatMap(([name, members]) => [
    `${indent}<outline text="${escaped(name)}">`,
    ...outlines(
      members.map((one) => ({ ...one, path: one.path.slice(1) })),
      level + 1,
    ),
    `${indent}</outline>`,
  ]);
  return [...here, ...inside];
}

/** `text` is required by the format, so the address stands in for a missing title. */
function feedOutline(one: Outline): string {
  const title = one.title === '' ? '' : ` title="${escaped(one.title)}"`;
  return `<outline type="rss" text="${escaped(one.title || one.url)}"${title} xmlUrl="${escaped(one.url)}"/>`;
}

const escaped = (text: string): string =>
  text
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
