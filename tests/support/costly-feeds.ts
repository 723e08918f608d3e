// Feeds made to cost time or memory, each with its one outcome. Made when asked for, since some are large.
import { gzipSync } from 'node:zlib';
import { rssItem } from './feed-texts.ts';

/** bounds on reading one of them: processor time, and memory beyond what the process had */
export const MOST_MS = 1000;
export const MOST_MB = 200;

const MANY = 500_000;

const done = { kind: 'done' } as const;
const refused = (reason: string) => ({ kind: 'reject', reason }) as const;

/** as large as a document may be (LIMITS.feedDocumentBytes), less what stands around it */
const FULL = 15 * 1024 * 1024 - 1000;

const article =
  '<url><loc>https://a.example/1</loc><n:news><n:title>x</n:title><n:publication_date>2026-01-05</n:publication_date></n:news></url>';

type Refused = { kind: 'reject'; reason: string };

export const COSTLY_FEEDS: [
  name: string,
  document: () => string | Buffer,
  outcome: { kind: 'done' } | Refused,
][] = [
  ['F22 half a million numeric entities', () => rssItem(`<title>${'&#146;'.repeat(MANY)}</title>`), done],
  [
    'F22 a million escaped brackets',
    () => rssItem(`<description>${'&lt;'.repeat(2 * MANY)}</description>`),
    done,
  ],
  [
    'F22 15 MB of escaped brackets',
    () => rssItem(`<description>${'&lt;'.repeat(FULL / 4)}</description>`),
    done,
  ],
  ['F22 entities escaped twice', () => rssItem(`<title>${'&amp;hellip;'.repeat(MANY)}</title>`), done],
  ['F24 20,000 nested elements', () => `<rss>${'<a>'.repeat(20_000)}`, refused('too-deep')],
  [
    'F24 20,000 nested elements within content',
    () => rssItem(`<description>${'<b>'.repeat(20_000)}`),
    refused('too-deep'),
  ],
  [
    'F24 a million items that are never closed',
    () => `<rss><channel>${'<item>'.repeat(1e6)}`,
    refused('too-deep'),
  ],
  [
    'F25 50,000 items',
    () => `<rss><channel>${'<item><title>x</title></item>'.repeat(50_000)}</channel></rss>`,
    done,
  ],
  [
    'F25 a sitemap of 50,000 articles',
    () => `<urlset>${article.repeat(50_000)}</urlset>`,
    refused('too-many-tags'),
  ],
  [
    'F25 an index of 50,000 sitemaps',
    () =>
      `<sitemapindex>${'<sitemap><loc>https://a.example/1.xml</loc></sitemap>'.repeat(50_000)}</sitemapindex>`,
    done,
  ],
  ['F26 a title of 20 MB', () => rssItem(`<title>${'x'.repeat(20e6)}</title>`), refused('too-large')],
  ['F26 a title of 4 MB', () => rssItem(`<title>${'x y '.repeat(1e6)}</title>`), done],
  [
    'F27 100,000 attributes',
    () => `<rss ${Array.from({ length: 1e5 }, (_, n) => `a${n}="1"`).join(' ')}>`,
    refused('too-many-attributes'),
  ],
  ['F32 a guid of 1 MB', () => rssItem(`<guid>${'x'.repeat(1e6)}</guid>`), done],
  ['half a million brackets', () => rssItem(`<description>${'<'.repeat(MANY)}</description>`), done],
  [
    'half a million open tags as text',
    () => rssItem(`<description><![CDATA[${'a<p '.repeat(MANY)}]]></description>`),
    done,
  ],
  [
    'half a million comments as text',
    () => rssItem(`<description><![CDATA[${'<!--'.repeat(MANY)}></description>`),
    done,
  ],
  [
    'a quarter of a million scripts as text',
    () => rssItem(`<description><![CDATA[${'<script>'.repeat(MANY / 2)}]]></description>`),
    done,
  ],
  ['50,000 unclosed comments', () => rssItem('<!--'.repeat(50_000)), done],
  ['50,000 unclosed CDATA sections', () => rssItem('<![CDATA['.repeat(50_000)), done],
  [
    'a million elements in content',
    () => rssItem(`<description>${'<br/>'.repeat(2 * MANY)}</description>`),
    refused('too-many-tags'),
  ],
  [
    '4 MB of white space',
    () => `${' '.repeat(2e6)}${rssItem(`<title>a${' \n'.repeat(1e6)}b</title>`)}`,
    done,
  ],
  ['a date of 1 MB', () => rssItem(`<pubDate>${'1 '.repeat(5e5)}</pubDate>`), done],
  ['an author of 4 MB', () => rssItem(`<author>${'a@'.repeat(2e6)} (x</author>`), done],
  [
    'a language of 4 MB',
    () => rssItem('').replace('<item>', `<language>${'en-a'.repeat(1e6)}</language><item>`),
    done,
  ],
  ['50,000 empty links', () => rssItem('<link></link>'.repeat(50_000)), done],
  [
    'namespaces without end',
    () => `<rss>${'<a xmlns:b="c" xmlns:d="e">'.repeat(250)}${'<x:y/>'.repeat(1e5)}`,
    done,
  ],
  ['50,000 names', () => `<rss>${Array.from({ length: 50_000 }, (_, n) => `<a${n}/>`).join('')}</rss>`, done],
  ['processing instructions only', () => '<?xml '.repeat(MANY), refused('not-a-feed')],
  ['declarations only', () => `<!DOCTYPE [${'<!ENTITY a "b">'.repeat(5e5)}`, refused('not-a-feed')],
  ['a gzip file of 60 MB', () => gzipSync(Buffer.alloc(60e6, '<item>')), refused('too-large')],
  [
    'a gzip file of 15 MB of items',
    () => gzipSync(`<rss><channel>${'<item><title>x</title></item>'.repeat(FULL / 30)}</channel></rss>`),
    refused('too-many-tags'),
  ],
  [
    'JSON nested a million deep',
    () => `{"version":"https://jsonfeed.org/version/1","items":${'['.repeat(1e6)}${']'.repeat(1e6)}}`,
    refused('too-deep'),
  ],
];
