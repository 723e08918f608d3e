// What the page's meta and link tags say, by lower-case name. First one wins, as most readers do.
import type { HeadTag } from '../clean.ts';
import { decodeEntities } from '../entities.ts';

export type Head = {
  /** content of the first meta tag that has one of these names (name, property, itemprop or http-equiv) */
  meta(...names: string[]): string | null;
  /** every content of one meta name, in order */
  all(name: string): string[];
  /** href of the first link tag with this rel */
  link(rel: string): string | null;
  /** an attribute of the html tag */
  html(attribute: string): string | null;
  base: string | undefined;
};

const NAMING = ['property', 'name', 'itemprop', 'http-equiv'];
const CONTENT_CHARS = 10_000;

export function readHead(tags: HeadTag[]): Head {
  const metas = new Map<string, string[]>();
  const links = new Map<string, string>();
  const html = new Map<string, string>();
  let base: string | undefined;
  for (const { name, attributes } of tags) {
    if (name === 'meta') addMeta(metas, attributes);
    else if (name === 'base') base ??= attributeOf(attributes, 'href') ?? undefined;
    else if (name === 'link') addLink(links, attributes);
    else for (const [key, value] of attributes) if (!html.has(key)) html.set(key, value);
  }
  const all = (name: string) => metas.get(name) ?? [];
  return {
    meta: (...names) => names.map((name) => all(name)[0]).find((value) => value !== undefined) ?? null,
    all,
    link: (rel) => links.get(rel) ?? null,
    html: (attribute) => html.get(attribute) ?? null,
    base,
  };
}

function addMeta(metas: Map<string, string[]>, attributes: Map<string, string>): void {
  const content = attributeOf(attributes, 'content');
  if (content === null) return;
  for (const naming of NAMING) {
    for (const name of attributes.get(naming)?.toLowerCase().split(/\s+/) ?? []) {
      const values = metas.get(name);
      if (values === undefined) metas.set(name, [content]);
      else if (!values.includes(content)) values.push(content);
    }
  }
}

function addLink(links: Map<string, string>, attributes: Map<string, string>): void {
  const href = attributeOf(attributes, 'href');
  if (href === null) return;
  for (const rel of attributes.get('rel')?.toLowerCase().split(/\s+/) ?? [])
    if (!links.has(rel)) links.set(rel, href);
}

function attributeOf(attributes: Map<string, string>, name: string): string | null {
  const value = attributes.get(name);
  if (value === undefined || value.length > CONTENT_CHARS) return null;
  const plain = decodeEntities(value).trim();
  return plain === '' ? null : plain;
}
