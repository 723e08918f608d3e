// The invented newspapers of the demo: name, language, look, feed and the manner in which each one sends it.
// None exists. The order gives each its loopback address.
import type { Lang } from './templates/words.ts';

/** How a feed is written; `sloppy` is RSS with bare ampersands and entities that XML does not know. */
export type FeedStyle = 'rss' | 'sloppy' | 'atom' | 'rdf' | 'json' | 'broken';

/** What a server offers for conditional requests (RFC 9110 §13). */
export type Validators = 'both' | 'etag' | 'last-modified' | 'none';

export type Template = 'broadsheet' | 'magazine' | 'weblog' | 'wire';

export type Outlet = {
  key: string;
  name: string;
  tagline: string;
  lang: Lang;
  /** of feed and pages; UTF-8 when not said. The feed declares it in its prolog only. */
  charset?: 'windows-1254';
  template: Template;
  feed: {
    style: FeedStyle;
    path: string;
    folder: string;
    validators: Validators;
    /** sends whole articles, not only summaries */
    wholeText?: true;
  };
  /** path of an article; `slug` is its id, `section` in lower case with hyphens */
  path(slug: string, section: string): string;
  /** added to article links in the feed only, as campaign trackers do; the page's canonical URL lacks it */
  linkSuffix: string;
};

export const OUTLETS: readonly Outlet[] = [
  {
    key: 'northmere',
    name: 'Northmere Courier',
    tagline: 'Morning news for the coast since 1871',
    lang: 'en',
    template: 'broadsheet',
    feed: { style: 'rss', path: '/rss.xml', folder: 'General', validators: 'both' },
    path: (slug, section) => `/${section}/${slug}.html`,
    linkSuffix: '',
  },
  {
    key: 'palisade',
    name: 'Palisade Monitor',
    tagline: 'Politics, slowly explained',
    lang: 'en',
    template: 'magazine',
    feed: { style: 'rss', path: '/feeds/latest.rss', folder: 'Politics', validators: 'last-modified' },
    path: (slug) => `/story/${slug}`,
    linkSuffix: '?utm_source=rss&utm_medium=feed',
  },
  {
    key: 'docket',
    name: 'Open Docket',
    tagline: 'Courts and civil rights',
    lang: 'en',
    template: 'weblog',
    feed: { style: 'atom', path: '/atom.xml', folder: 'Law', validators: 'etag' },
    path: (slug, section) => `/${section}/${slug}/`,
    linkSuffix: '',
  },
  {
    key: 'aldwick',
    name: 'Aldwick Standard',
    tagline: 'Business and city life',
    lang: 'en',
    template: 'broadsheet',
    feed: { style: 'atom', path: '/feed.atom', folder: 'General', validators: 'both' },
    path: (slug, section) => `/${section}/${slug}`,
    linkSuffix: '',
  },
  {
    key: 'tern',
    name: 'Tern Wire',
    tagline: 'News agency',
    lang: 'en',
    template: 'wire',
    feed: { style: 'json', path: '/feed.json', folder: 'Agencies', validators: 'etag', wholeText: true },
    path: (slug) => `/wire/${slug}`,
    linkSuffix: '',
  },
  {
    key: 'fenbridge',
    name: 'Fenbridge Science Letter',
    tagline: 'Research in plain words',
    lang: 'en',
    template: 'weblog',
    feed: { style: 'rdf', path: '/index.rdf', folder: 'Science', validators: 'none', wholeText: true },
    path: (slug) => `/${slug}/`,
    linkSuffix: '',
  },
  {
    key: 'quay',
    name: 'Quay & Anchor',
    tagline: 'The shipping weekly',
    lang: 'en',
    template: 'wire',
    feed: { style: 'sloppy', path: '/news.xml', folder: 'Trade', validators: 'none' },
    path: (slug, section) => `/story.php?id=${slug}&desk=${section}`,
    linkSuffix: '',
  },
  {
    key: 'halyard',
    name: 'Halyard Sport',
    tagline: 'On the field and on the water',
    lang: 'en',
    template: 'magazine',
    feed: { style: 'atom', path: '/sport.atom', folder: 'Sport', validators: 'last-modified' },
    path: (slug, section) => `/${section}/${slug}`,
    linkSuffix: '?from=feed',
  },
  {
    key: 'kiyikent',
    name: 'Kıyıkent Postası',
    tagline: 'Kıyının günlük gazetesi',
    lang: 'tr',
    charset: 'windows-1254',
    template: 'wire',
    feed: { style: 'rss', path: '/rss/son-haberler.xml', folder: 'Türkçe', validators: 'both' },
    path: (slug) => `/haber/${slug}.html`,
    linkSuffix: '',
  },
  {
    key: 'lindenau',
    name: 'Lindenauer Rundblatt',
    tagline: 'Unabhängig und gut gelaunt',
    lang: 'de',
    template: 'broadsheet',
    feed: { style: 'rss', path: '/rss.xml', folder: 'Deutsch', validators: 'etag' },
    path: (slug) => `/artikel/${slug}.html`,
    linkSuffix: '',
  },
  {
    key: 'valmonde',
    name: 'Le Courrier de Valmonde',
    tagline: 'Le quotidien de la côte',
    lang: 'fr',
    template: 'weblog',
    feed: { style: 'atom', path: '/flux.atom', folder: 'Français', validators: 'both' },
    path: (slug) => `/culture/${slug}/`,
    linkSuffix: '',
  },
  {
    key: 'marfa',
    name: 'صحيفة المرفأ الجديد',
    tagline: 'أخبار الساحل كل صباح',
    lang: 'ar',
    template: 'magazine',
    feed: { style: 'rss', path: '/akhbar.xml', folder: 'العربية', validators: 'both' },
    path: (slug) => `/akhbar/${slug}`,
    linkSuffix: '',
  },
  {
    key: 'gullhaven',
    name: 'Gullhaven Evening Post',
    tagline: 'What happened today',
    lang: 'en',
    template: 'broadsheet',
    feed: { style: 'broken', path: '/feed.xml', folder: 'General', validators: 'none' },
    path: (slug) => `/${slug}`,
    linkSuffix: '',
  },
];

/** Closed to robots on every host; one article lies below it. */
export const DISALLOWED = '/members/';
