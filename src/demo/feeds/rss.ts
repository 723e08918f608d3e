// RSS 2.0, with the content, Dublin Core and Atom modules that real feeds carry.
import { escaped } from '../body.ts';
import type { Channel, Entry } from './channel.ts';

type Escape = (text: string) => string;

// Written by someone who believes that XML is HTML: the entities are not defined, the ampersands not escaped.
const HTML_ENTITIES: Record<string, string> = { ' –': '&nbsp;&ndash;', é: '&eacute;', '’': '&rsquo;' };

/** Escapes nothing, and knows HTML's entities: what a parser has to mend. */
export const sloppyEscape: Escape = (text) =>
  text.replace(/ –|[é’]/g, (found) => HTML_ENTITIES[found] ?? found);

/** https://www.rssboard.org/rss-specification; `encoding` goes into the prolog, the caller encodes the bytes. */
export function rss(channel: Channel, encoding = 'utf-8', text: Escape = escaped): string {
  return `<?xml version="1.0" encoding="${encoding}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>${text(channel.title)}</title>
<link>${text(channel.home)}</link>
<description>${text(channel.tagline)}</description>
<language>${channel.lang}</language>
<atom:link href="${text(channel.self)}" rel="self" type="application/rss+xml"/>
<lastBuildDate>${channel.updatedAt.toUTCString()}</lastBuildDate>
<ttl>5</ttl>
${channel.entries.map((entry) => item(entry, text)).join('\n')}
</channel>
</rss>
`;
}

function item(entry: Entry, text: Escape): string {
  const content = entry.html === null ? '' : `\n<content:encoded><![CDATA[${entry.html}]]></content:encoded>`;
  return `<item>
<title>${text(entry.title)}</title>
<link>${text(entry.link)}</link>
<guid isPermaLink="false">${text(entry.guid)}</guid>
<dc:creator>${text(entry.author)}</dc:creator>
<pubDate>${entry.publishedAt.toUTCString()}</pubDate>
${entry.tags.map((tag) => `<category>${text(tag)}</category>`).join('\n')}
<description>${text(entry.summary)}</description>${content}
</item>`;
}
