// Names of a feed's elements and attributes, made canonical: one spelling for each vocabulary, whatever prefix and
// case the document uses. Unknown vocabularies keep the prefix as written. Nothing is ever looked up outside.

/** Prefix by namespace, compared trimmed and in lower case. '' means a bare name. */
const PREFIXES = new Map<string, string>([
  ...['http://www.w3.org/2005/atom', 'http://purl.org/atom/ns#'].map((uri) => [uri, 'atom'] as const),
  ...[
    'http://purl.org/rss/1.0/',
    'http://purl.org/net/rss1.1#',
    'http://my.netscape.com/rdf/simple/0.9/',
    'http://channel.netscape.com/rdf/simple/0.9/',
    'http://backend.userland.com/rss',
    'http://backend.userland.com/rss2',
    'http://blogs.law.harvard.edu/tech/rss',
    'http://www.sitemaps.org/schemas/sitemap/0.9',
  ].map((uri) => [uri, ''] as const),
  ['http://purl.org/rss/1.0/modules/content/', 'content'],
  ['http://purl.org/dc/elements/1.1/', 'dc'],
  ['http://purl.org/dc/elements/1.0/', 'dc'],
  ['http://purl.org/dc/terms/', 'dcterms'],
  ['http://search.yahoo.com/mrss/', 'media'],
  ['http://search.yahoo.com/mrss', 'media'],
  ['http://www.itunes.com/dtds/podcast-1.0.dtd', 'itunes'],
  ['http://www.w3.org/1999/02/22-rdf-syntax-ns#', 'rdf'],
  ['http://purl.org/rss/1.0/modules/syndication/', 'sy'],
  ['http://purl.org/rss/1.0/modules/slash/', 'slash'],
  ['http://wellformedweb.org/commentapi/', 'wfw'],
  ['http://www.w3.org/1999/xhtml', 'xhtml'],
  ['http://www.google.com/schemas/sitemap-news/0.9', 'news'],
  ['http://www.w3.org/xml/1998/namespace', 'xml'],
]);

/** Prefixes that people use without declaring them. */
const UNDECLARED: Record<string, string> = {
  rss: '',
  a10: 'atom',
  atom10: 'atom',
  h: 'xhtml',
  html: 'xhtml',
};

/** Where the Atom vocabulary is the document's own, its names are bare; elsewhere they are `atom:…`. */
export type Scope = {
  /** canonical prefix by prefix; scopes inside inherit from those around */
  prefixes: Record<string, string>;
  atomIsOwn: boolean;
  elements: Map<string, string>;
  attributes: Map<string, string>;
};

export const outermost = (): Scope => scope(Object.create(null), false);

const scope = (prefixes: Record<string, string>, atomIsOwn: boolean): Scope => ({
  prefixes,
  atomIsOwn,
  elements: new Map(),
  attributes: new Map(),
});

/** Whether an attribute declares a namespace, in any case. */
export const declares = (name: string): boolean =>
  (name.charCodeAt(0) | 0x20) === 0x78 && /^xmlns(:|$)/i.test(name);

/** The scope inside an element that declares namespaces; `around` itself when it declares none. */
export function inside(around: Scope, attributes: Record<string, string>): Scope {
  let own: Scope | null = null;
  for (const name in attributes) {
    if (!declares(name)) continue;
    own ??= scope(Object.create(around.prefixes), around.atomIsOwn);
    const prefix = name.slice(6).toLowerCase();
    const uri = (attributes[name] ?? '').trim().toLowerCase();
    own.prefixes[prefix] = PREFIXES.get(uri) ?? (uri === '' && prefix !== '' ? conventional(prefix) : prefix);
  }
  return own ?? around;
}

/** The same scope, once the document is known to be Atom (`own`), or RSS whose default namespace is Atom by mistake. */
export function claimAtom(around: Scope, own: boolean): Scope {
  const prefixes: Record<string, string> = Object.create(around.prefixes);
  if (!own && prefixes[''] === 'atom') prefixes[''] = '';
  return scope(prefixes, own);
}

/** Canonical name of an element: lower case, `prefix:local` or bare. */
export function elementName(scope: Scope, written: string): string {
  let name = scope.elements.get(written);
  if (name === undefined) {
    name = canonical(scope, written.toLowerCase(), scope.prefixes[''] ?? '');
    scope.elements.set(written, name);
  }
  return name;
}

/** Canonical name of an attribute; a default namespace does not reach attributes. */
export function attributeName(scope: Scope, written: string): string {
  let name = scope.attributes.get(written);
  if (name === undefined) {
    name = canonical(scope, written.toLowerCase(), '');
    scope.attributes.set(written, name);
  }
  return name;
}

function canonical(scope: Scope, written: string, byDefault: string): string {
  const colon = written.indexOf(':');
  const prefix = colon < 0 ? '' : written.slice(0, colon);
  const local = written.slice(colon + 1);
  const own = colon < 0 ? byDefault : (scope.prefixes[prefix] ?? conventional(prefix));
  return own === '' || (own === 'atom' && scope.atomIsOwn) ? local : `${own}:${local}`;
}

const conventional = (prefix: string): string =>
  Object.hasOwn(UNDECLARED, prefix) ? (UNDECLARED[prefix] ?? prefix) : prefix;
