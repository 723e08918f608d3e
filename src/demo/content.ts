// The articles of the demo newsroom, read from `articles/*.md`: a few `key: value` lines, then paragraphs.
// All of them are invented for this demo. Never reads anything else, never knows how a page or a feed looks.
import { readdir, readFile } from 'node:fs/promises';

/** How the article's page behaves: as it should, gone (404), drawn by script only, or closed by robots.txt. */
export type PageKind = 'full' | 'gone' | 'shell' | 'disallowed';

export type Content = {
  id: string;
  /** key of its outlet, see `outlets.ts` */
  outlet: string;
  title: string;
  byline: string;
  /** plain text, as a feed carries it */
  summary: string;
  /** paragraphs separated by one blank line; `## ` opens a subhead */
  body: string;
  section: string;
  tags: string[];
  publishedAt: Date;
  /** when it was last corrected, else null */
  updatedAt: Date | null;
  page: PageKind;
  /** id of the article that told this story first; its own id unless it is a wire copy */
  story: string;
};

type Raw = { fields: Record<string, string>; body: string };

const MINUTE = 60_000;
const FOLDER = new URL('articles/', import.meta.url);

/**
 * Reads all articles, newest first; offsets in the files count back from `now`.
 * `corrected` are the later states, by article id, for whoever publishes them.
 */
export async function loadContent(now: Date): Promise<{ articles: Content[]; corrected: Content[] }> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.md')).sort();
  const raws = await Promise.all(
    names.map(async (name) => parse(name, await readFile(new URL(name, FOLDER), 'utf8'))),
  );
  const firsts = new Map(raws.filter(isFirst).map((raw) => [need(raw, 'id'), raw]));
  const articles = [...firsts.values()].map((raw) => content(withCopiedBody(raw, firsts), now));
  const corrected = raws.filter((raw) => !isFirst(raw)).map((raw) => correction(raw, firsts, now));
  articles.sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime());
  return { articles, corrected };
}

function isFirst(raw: Raw): boolean {
  return raw.fields.corrects === undefined;
}

function parse(name: string, file: string): Raw {
  const [, head, body] = /^---\n(.*?)\n---\n(.*)$/s.exec(file) ?? [];
  if (head === undefined || body === undefined) throw new Error(`${name} does not open with "---" lines`);
  const lines = head.split('\n').filter((line) => line !== '');
  const fields = lines.map((line): [string, string] => {
    const colon = line.indexOf(': ');
    if (colon < 0) throw new Error(`${name}: "${line}" is not "key: value"`);
    return [line.slice(0, colon), line.slice(colon + 2).trim()];
  });
  return { fields: Object.fromEntries(fields), body: body.trim() };
}

// A wire copy names its original instead of repeating it: `keep: 0.6` cuts it from the end, as sub-editors do.
function withCopiedBody(raw: Raw, firsts: Map<string, Raw>): Raw {
  const original = firsts.get(raw.fields.copy ?? '');
  if (original === undefined) return raw;
  const keep = Number(raw.fields.keep ?? 1);
  const total = wordCount(original.body);
  let kept = 0;
  const paragraphs = original.body.split('\n\n').filter((paragraph) => {
    const fits = kept < keep * total;
    kept += wordCount(paragraph);
    return fits;
  });
  return { fields: raw.fields, body: paragraphs.join('\n\n') };
}

function correction(raw: Raw, firsts: Map<string, Raw>, now: Date): Content {
  const first = firsts.get(need(raw, 'corrects'));
  if (first === undefined) throw new Error(`nothing to correct: ${need(raw, 'corrects')}`);
  return content({ fields: { ...first.fields, ...raw.fields }, body: raw.body }, now);
}

function content(raw: Raw, now: Date): Content {
  const [lead = ''] = raw.body.split('\n\n');
  return {
    id: need(raw, 'id'),
    outlet: need(raw, 'outlet'),
    title: need(raw, 'title'),
    byline: need(raw, 'byline'),
    summary: raw.fields.summary ?? lead,
    body: raw.body,
    section: need(raw, 'section'),
    tags: need(raw, 'tags').split(', '),
    publishedAt: new Date(wholeSeconds(now) - Number(need(raw, 'published')) * MINUTE),
    updatedAt: null,
    page: pageKind(raw.fields.page),
    story: raw.fields.story ?? raw.fields.copy ?? need(raw, 'id'),
  };
}

// RSS and HTTP dates hold no fractions; so every format and page says the same instant.
function wholeSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000) * 1000;
}

function pageKind(text: string | undefined): PageKind {
  return text === 'gone' || text === 'shell' || text === 'disallowed' ? text : 'full';
}

function need(raw: Raw, key: string): string {
  const value = raw.fields[key];
  if (value === undefined) throw new Error(`${raw.fields.id ?? 'an article'} lacks "${key}"`);
  return value;
}

/** Words between white space; good enough for every script in use here. */
export function wordCount(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}
