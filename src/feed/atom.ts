// Atom 0.3 and 1.0 in the shape that rss-parser's builder can't trip over: one link with attributes, dates as ISO or
// absent, titles as strings. What that builder would spoil travels under names of our own (`pw:…`).

import type { Xml } from './builders.ts';
import { dateOf, firstHtml, firstLine, longestHtml, personOf } from './field.ts';
import { childrenOf, type Node, resolve, textOf } from './tree.ts';

const DATES = ['published', 'issued', 'dcterms:issued', 'pubdate', 'dc:date', 'created'];
const UPDATES = ['updated', 'modified', 'dcterms:modified'];
const ALTERNATE = /^(|alternate|http:\/\/www\.iana\.org\/assignments\/relation\/alternate)$/i;

/** `root` is a `feed`, or a lone `entry`, which becomes a feed of one. */
export function atomTree(root: Node): Xml {
  const lone = root.name === 'entry';
  // a few hand-made feeds call their entries items
  const entries = lone ? [root] : root.children.filter((one) => one.name === 'entry' || one.name === 'item');
  const link = lone ? null : alternate(root);
  return {
    feed: {
      title: [lone ? '' : firstLine(root, true, 'title', 'dc:title')],
      ...(link === null ? {} : { link: [asLink(link)] }),
      entry: entries.map(entryTree),
    },
  };
}

function entryTree(entry: Node): Xml {
  const id = textOf(entry, 'id', 'guid', 'dc:identifier');
  const link = alternate(entry) ?? (id !== null && /^https?:/i.test(id) ? id : null);
  const date = dateOf(entry, DATES) ?? dateOf(entry, UPDATES);
  const author = personOf(entry, 'author', 'dc:creator', 'dc:author');
  return {
    title: [firstLine(entry, true, 'title', 'dc:title') || mediaTitle(entry)],
    ...(link === null ? {} : { link: [asLink(link)] }),
    ...(id === null ? {} : { id: [id] }),
    ...(date === null ? {} : { published: [date] }),
    ...(author === null ? {} : { author: [{ name: [author] }] }),
    'pw:content': [
      longestHtml(entry, 'content') || firstHtml(entry, 'content:encoded', 'xhtml:body', 'body'),
    ],
    'pw:summary': [firstHtml(entry, 'summary', 'description', 'dc:description') || mediaText(entry)],
  };
}

const asLink = (href: string): Xml => ({ $: { rel: 'alternate', href } });

/**
 * The address of what the element describes: the first alternate that says it is HTML, then the first that says
 * nothing, then any. A link given as text counts. Never `self`, `edit` or an enclosure.
 */
export function alternate(node: Node, name = 'link'): string | null {
  let untyped: string | null = null;
  let other: string | null = null;
  for (const link of childrenOf(node, name)) {
    const written = link.attributes.href ?? link.text;
    if (written.trim() === '' || !ALTERNATE.test(link.attributes.rel?.trim() ?? '')) continue;
    const type = link.attributes.type ?? '';
    if (/html/i.test(type)) return resolve(link, written);
    if (type === '') untyped ??= resolve(link, written);
    else other ??= resolve(link, written);
  }
  return untyped ?? other;
}

/** Where the item has no text or title of its own, those of its media count, however deep they are grouped. */
export function mediaText(item: Node): string {
  return firstOfMedia(item, (node) => firstHtml(node, 'media:description'));
}

export function mediaTitle(item: Node): string {
  return firstOfMedia(item, (node) => firstLine(node, false, 'media:title'));
}

function firstOfMedia(node: Node, read: (node: Node) => string): string {
  const own = read(node);
  if (own !== '') return own;
  for (const one of node.children) {
    const inside = /^(media:group|media:content|enclosure)$/.test(one.name) ? firstOfMedia(one, read) : '';
    if (inside !== '') return inside;
  }
  return '';
}
