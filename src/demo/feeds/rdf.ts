// RSS 1.0, which is RDF: items stand beside the channel, which lists them by address.
import { escaped } from '../body.ts';
import type { Channel, Entry } from './channel.ts';

/** https://web.resource.org/rss/1.0/spec */
export function rdf(channel: Channel): string {
  const listed = channel.entries.map((entry) => `<rdf:li rdf:resource="${escaped(entry.link)}"/>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel rdf:about="${escaped(channel.self)}">
<title>${escaped(channel.title)}</title>
<link>${escaped(channel.home)}</link>
<description>${escaped(channel.tagline)}</description>
<dc:language>${channel.lang}</dc:language>
<dc:date>${channel.updatedAt.toISOString()}</dc:date>
<items><rdf:Seq>${listed.join('')}</rdf:Seq></items>
</channel>
${channel.entries.map(item).join('\n')}
</rdf:RDF>
`;
}

function item(entry: Entry): string {
  const content = entry.html === null ? '' : `\n<content:encoded><![CDATA[${entry.html}]]></content:encoded>`;
  return `<item rdf:about="${escaped(entry.link)}">
<title>${escaped(entry.title)}</title>
<link>${escaped(entry.link)}</link>
<description>${escaped(entry.summary)}</description>
<dc:creator>${escaped(entry.author)}</dc:creator>
<dc:date>${entry.publishedAt.toISOString()}</dc:date>
${entry.tags.map((tag) => `<dc:subject>${escaped(tag)}</dc:subject>`).join('\n')}${content}
</item>`;
}
