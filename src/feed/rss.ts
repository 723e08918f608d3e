// RSS 0.9x, 2.0 and RDF (0.90, 1.0, 1.1) in the shape that rss-parser's builder can't trip over: always version 2.0,
// always one channel, every field flattened. What that builder would spoil travels as `pw:…`.
import { alternate, mediaText, mediaTitle } from './atom.ts';
import type { Xml } from './builders.ts';
import { decodeEntities } from './entities.ts';
import { dateOf, firstHtml, firstLine, personOf } from './field.ts';
import { child, childrenOf, type Node, resolve, textOf } from './tree.ts';

const DATES = [
  ...['pubdate', 'dc:date', 'dcterms:issued', 'dcterms:created', 'published', 'atom:published', 'updated'],
  ...['atom:updated', 'dcterms:modified', 'date', 'atom:issued', 'atom:created', 'atom:modified'],
];
const TITLES = ['title', 'dc:title', 'atom:title'];
const AUTHORS = ['dc:creator', 'author', 'atom:author', 'itunes:author', 'dc:author'];
const SUMMARIES = ['description', 'summary', 'dc:description', 'atom:summary', 'abstract'];
const CONTENTS = ['content:encoded', 'xhtml:body', 'body', 'fullitem', 'content', 'atom:content'];

/** `root` is `rss`, `rdf` or a bare `channel`. Items may stand in the channel, beside it, or in `items`. */
export function rssTree(root: Node): Xml {
  const channel = root.name === 'channel' ? root : (child(root, 'channel') ?? root);
  const list = child(channel, 'items');
  const items = [
    ...childrenOf(channel, 'item'),
    ...(channel === root ? [] : childrenOf(root, 'item')),
    ...(list ? childrenOf(list, 'item') : []),
  ];
  const link = linkOf(channel);
  return {
    rss: {
      $: { version: '2.0' },
      channel: [
        {
          title: [firstLine(channel, false, ...TITLES)],
          ...(link === null ? {} : { link: [link] }),
          item: items.map(itemTree),
        },
      ],
    },
  };
}

function itemTree(item: Node): Xml {
  const guid = guidOf(item);
  const link = linkOf(item) ?? guid.address ?? aboutOf(item);
  const date = dateOf(item, DATES);
  const author = personOf(item, ...AUTHORS);
  return {
    title: [firstLine(item, false, ...TITLES) || mediaTitle(item)],
    ...(link === null ? {} : { link: [link] }),
    ...(guid.text === null ? {} : { guid: [guid.text] }),
    ...(date === null ? {} : { pubDate: [date] }),
    ...(author === null ? {} : { 'dc:creator': [author] }),
    'pw:content': [firstHtml(item, ...CONTENTS)],
    'pw:summary': [firstHtml(item, ...SUMMARIES) || firstHtml(item, 'itunes:summary') || mediaText(item)],
  };
}

function linkOf(node: Node): string | null {
  for (const link of childrenOf(node, 'link')) {
    const text = link.text.trim();
    if (text !== '') return resolve(link, decodeEntities(text));
  }
  return alternate(node) ?? alternate(node, 'atom:link');
}

/** The guid as written, and the address it is when it may be one (`isPermaLink` is true unless it says false). */
function guidOf(item: Node): { text: string | null; address: string | null } {
  const field = childrenOf(item, 'guid').find((one) => one.text.trim() !== '');
  if (!field)
    return {
      text: textOf(item, 'id', 'atom:id') ?? aboutOf(item) ?? textOf(item, 'dc:identifier'),
      address: null,
    };
  const text = field.text.trim();
  if (/^\s*false\s*$/i.test(field.attributes.ispermalink ?? '')) return { text, address: null };
  return { text, address: /^https?:/i.test(text) ? text : null };
}

const aboutOf = (item: Node): string | null => item.attributes['rdf:about']?.trim() || null;
