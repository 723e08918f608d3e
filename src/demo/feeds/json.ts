// JSON Feed 1.1.
import type { Channel } from './channel.ts';

/** https://www.jsonfeed.org/version/1.1/ */
export function jsonFeed(channel: Channel): string {
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: channel.title,
    description: channel.tagline,
    language: channel.lang,
    home_page_url: channel.home,
    feed_url: channel.self,
    items: channel.entries.map((entry) => ({
      id: entry.guid,
      url: entry.link,
      title: entry.title,
      summary: entry.summary,
      // one of the two is required
      ...(entry.html === null ? { content_text: entry.summary } : { content_html: entry.html }),
      authors: [{ name: entry.author }],
      tags: entry.tags,
      date_published: entry.publishedAt.toISOString(),
      date_modified: entry.updatedAt.toISOString(),
    })),
  };
  return `${JSON.stringify(feed, null, 2)}\n`;
}
