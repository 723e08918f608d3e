// Addresses made comparable. `canonicalUrl` can still be fetched and shown; `urlKey` is an identity and nothing else.

/** Arguments that say how a reader came, never what the page is (after miniflux's list, and what newspapers add). */
const TRACKING = new RegExp(
  `^(?:${[
    'utm_.*|mtm_.*|pk_.*|piwik_.*|matomo_.*|hsa_.*|_hs.*|hsctatracking|oly_.*|vero_.*|mc_[ce]id|mkt_tok|_ga|_gl|ga_.*',
    '[a-z]{0,2}clid|gclsrc|gbraid|wbraid|fbclid|msclkid|twclid|ttclid|ysclid|igshid|igsh|srsltid|rb_clickid|wickedid',
    'at_(?:medium|campaign|custom\\d|link_.*|ptr_.*|bbc_team|format)|ns_(?:mchannel|source|campaign|linkname|fee)',
    'xtor|wt_(?:mc|zmc)|wt\\.mc_id|s_cid|cmpid|ocid|ncid|smid|smtyp|ito|cmp|ref_src|ref_url|spm|trk|__twitter_impression',
  ].join('|')})$`,
  'i',
);

/** Arguments that are tracking only when they say "came by feed". */
const BY_FEED = /^(?:partner|emc|source|src|ref|from|via)$/i;

/**
 * An http(s) address in one spelling: lower-case host, no user info, default port, fragment (`#!` stays) or tracking
 * arguments; percent-encoding normalised (RFC 3986, section 6.2.2); the order of arguments kept. Idempotent. Anything
 * that is no http(s) address comes back trimmed, as it is.
 */
export function canonicalUrl(url: string): string {
  return canonical(url)?.href ?? url.trim();
}

function canonical(url: string): URL | null {
  const parsed = httpUrl(url);
  if (parsed === null) return null;
  // each setter writes the whole address anew, so only what differs is set
  if (parsed.username !== '') parsed.username = '';
  if (parsed.password !== '') parsed.password = '';
  if (parsed.hostname.endsWith('.')) parsed.hostname = parsed.hostname.replace(/\.+$/, '');
  if (!parsed.hash.startsWith('#!')) parsed.hash = '';
  if (parsed.pathname.includes('%')) parsed.pathname = normalEscapes(parsed.pathname);
  if (parsed.href.includes('?')) parsed.search = searchOf(argumentsOf(parsed));
  return parsed;
}

/**
 * The identity of an address: equal for spellings that lead to the same page nearly everywhere. On top of
 * `canonicalUrl` the scheme counts as https, `www.` is dropped, arguments are sorted, the trailing slash is folded.
 * For comparing and hashing only: never fetch or show it. Idempotent.
 */
export function urlKey(url: string): string {
  const parsed = canonical(url);
  if (parsed === null) return url.trim();
  if (parsed.protocol === 'http:') parsed.protocol = 'https:';
  if (parsed.hostname.startsWith('www.'))
    parsed.hostname = parsed.hostname.replace(/^(?:www\.)+(?=[^.]+\.)/, '');
  if (parsed.pathname.endsWith('/')) parsed.pathname = parsed.pathname.replace(/\/+$/, '') || '/';
  if (parsed.search !== '') parsed.search = searchOf(argumentsOf(parsed).sort());
  return parsed.href;
}

/** The address parsed, when it is http or https with a host; else null. */
export function httpUrl(url: string): URL | null {
  const parsed = URL.parse(url.trim());
  return parsed !== null && /^https?:$/.test(parsed.protocol) && parsed.hostname !== '' ? parsed : null;
}

/** The setter takes a leading `?` for its own, so one is always given. */
const searchOf = (list: string[]): string => (list.length === 0 ? '' : `?${list.join('&')}`);

/** Kept as written (`+` stays `+`), without empty and tracking ones. */
function argumentsOf(url: URL): string[] {
  const written = url.search.slice(1).split('&');
  return written.map(normalEscapes).filter((argument) => {
    const [name = '', value = ''] = argument.split('=', 2);
    return (
      argument !== '' &&
      !TRACKING.test(name) &&
      !(BY_FEED.test(name) && /^(?:rss|feed|atom)\d?$/i.test(value))
    );
  });
}

/**
 * Upper-case hex; letters, digits and `-._~` unescaped. An escape right behind a broken one stays, since unescaping it
 * could complete that one.
 */
const normalEscapes = (text: string): string =>
  text.replace(/(?<!%[0-9a-f]?)%[0-9a-f]{2}/gi, (written) => {
    const character = String.fromCharCode(Number.parseInt(written.slice(1), 16));
    return /[\w.~-]/.test(character) ? character : written.toUpperCase();
  });
