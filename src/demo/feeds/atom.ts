// Atom 1.0 (RFC 4287).
import { escaped } from '../body.ts';
import type { Channel, Entry } from './channel.ts';

export function atom(channel: Channel): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${channel.lang}">
<title>${escaped(channel.title)}</title>
<subtitle>${escaped(channel.tagline)}</subtitle>
<id>${escaped(channel.self)}</id>
<link rel="self" type="application/atom+xml" href="${escaped(channel.self)}"/>
<link rel="alternate" type="text/html" href="${escaped(channel.home)}"/>
<updated>${channel.updatedAt.toISOString()}</updated>
${channel.entries.map(entryXml).join('\n')}
</feed>
`;
}

function entryXml(entry: Entry): string {
  const content = entry.html === null ? '' : `\n<content type="html">${escaped(entry.html)}</content>`;
  return `<entry>
<id>${escaped(entry.guid)}</id>
<title type="html">${escaped(escaped(entry.title))}</title>
<link rel="alternate" type="text/html" href="${escaped(entry.link)}"/>
<author><name>${escaped(entry.author)}</name></author>
<published>${entry.publishedAt.toISOString()}</published>
<updated>${entry.updatedAt.toISOString()}</updated>
${entry.tags.map((tag) => `<category term="${escaped(tag)}"/>`).join('\n')}
<summary>${escaped(entry.summary)}</summary>${content}
</entry>`;
}
