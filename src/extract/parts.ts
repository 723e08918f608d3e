// Is the article cut into several pages, and where does it go on? Finds the address of the next part, and of the whole
// on one page. Follows nothing. Precision first: a list's next page and the next article have other addresses.
import type { Head } from './metadata/head.ts';

export type PartLinks = {
  /** the part after this one */
  next: string | null;
  /** all parts on one page */
  whole: string | null;
};

const NUMBER_KEYS =
  /^(?:page|p|pg|pageno|page_?num(?:ber)?|paged?|part|seite|teil|pagina|página|sida|side|strona|sayfa|str|stranka)$/i;
const NUMBERED_PATH =
  /^(.+?)[/_,-](?:page|p|part|seite|teil|pagina|sida|side|strona|sayfa)[-_/]?(\d{1,2})(\.\w{2,5})?\/?$|^(.+?)\/(\d{1,2})\/?$/i;
/** `report-2.html` may as well be another report: only where the page itself calls it the next one */
const SUFFIXED_PATH = /^(.+?)[-_,](\d{1,2})(\.(?:s?html?|php|aspx?))$/i;
const WHOLE_QUERY =
  /[?&](?:(?:page|p|view|pagewanted|show|seite|pagina)=(?:all|alle|full|single|tout|todo|tutto|whole)|(?:all|single-?page|onepage|full-?page|view-?all|show-?all|komplett|fullstory|viewall)(?:=(?:1|true|yes|all))?)(?:&|$)/i;
const WHOLE_PATH =
  /[/_-](?:all|alle|view-?all|single-?page|one-?page|full|full-?text|komplettansicht|komplett|all-?pages|integral|page-?all|seite-?alle)(?:\.\w{2,5})?\/?$/i;
const NEXT_WORDS =
  /^(?:[\s›»→>]*)(?:next(?: page| part)?|continue(?: reading)?|page \d+|part \d+|weiter(?:lesen)?|nächste seite|seite \d+|(?:page )?suivante?|lire la suite|siguiente|página siguiente|próxima(?: página)?|seguinte|avanti|successiva|pagina successiva|volgende(?: pagina)?|nästa(?: sida)?|næste(?: side)?|neste(?: side)?|seuraava|następna(?: strona)?|dalej|další(?: strana)?|következő|sonraki(?: sayfa)?|επόμενη|далее|следующая(?: страница)?|далі|наступна|التالي|הבא|下一页|下一頁|次へ|次のページ(?:へ)?|다음(?: 페이지)?)(?:[\s›»→>]*)$/iu;
/** such links are kept for a look; the rest of a page's are not */
const MAY_BE =
  /[?&][\w-]+=(?:\d{1,2}|all|alle|full|single|1|true)(?:&|#|$)|[/_,-](?:page|p|part|seite|teil|pagina|sida|side|strona|sayfa)?[-_/]?\d{1,2}(?:\.\w{2,5})?\/?(?:[?#]|$)/i;
const TEXT_CHARS = 40;

/** Whether a link of a page may lead to another part; cheap, asked of every link. */
export function mayBePart(link: Element): boolean {
  const href = link.getAttribute('href') ?? '';
  return href.length < 500 && (MAY_BE.test(href) || WHOLE_PATH.test(href) || WHOLE_QUERY.test(href));
}

/** A look at the bytes of a page, before anything is parsed: whether it is worth asking for parts at all. */
export const mayHaveParts = (html: string): boolean =>
  /\brel\s*=\s*["']?(?:[\w-]+ ){0,3}next\b|[?&;](?:page|p|pg|seite|part|pagina|sida|strona|sayfa)=[2-9]\b|[/_,-](?:page|p|part|seite|teil|pagina)?[-_/]?2\/?["'?#\s>]/i.test(
    html,
  );

/** Where the article of `url` goes on. `links` are those that `mayBePart` kept. */
export function findParts(url: string, base: string, head: Head, links: readonly Element[]): PartLinks {
  const here = placeOf(url, false);
  const nothing = { next: null, whole: null };
  if (here === null) return nothing;
  const resolve = (href: string | null) => (href === null ? null : (URL.parse(href, base)?.href ?? null));
  const stated = resolve(head.link('next'));
  let next = stated !== null && isNext(here, url, stated, true) ? stated : null;
  let whole: string | null = null;
  for (const link of links) {
    const href = resolve(link.getAttribute('href'));
    if (href === null) continue;
    const called = /(?:^|\s)next(?:\s|$)/i.test(link.getAttribute('rel') ?? '');
    if (next === null && isNext(here, url, href, called) && (called || saysNext(link, here.number + 1)))
      next = href;
    if (whole === null && isWhole(here, href)) whole = href;
  }
  const canonical = resolve(head.link('canonical'));
  if (whole === null && canonical !== null && isWhole(here, canonical)) whole = canonical;
  // without a next part there is nothing to put together
  return next === null ? nothing : { next, whole: whole === url ? null : whole };
}

type Place = { host: string; stem: string; number: number };

/** An address without its page number; null for one that is no web page. */
function placeOf(address: string, suffixed: boolean): Place | null {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  let number = 1;
  let path = url.pathname;
  const kept: string[] = [];
  for (const [key, value] of url.searchParams) {
    if (NUMBER_KEYS.test(key) && /^\d{1,2}$/.test(value)) number = Number(value);
    else if (!/^(?:utm_|fbclid|gclid|ref$)/i.test(key)) kept.push(`${key}=${value}`);
  }
  const match = NUMBERED_PATH.exec(path) ?? (suffixed ? SUFFIXED_PATH.exec(path) : null);
  if (match !== null && number === 1) {
    number = Number(match[2] ?? match[5]);
    path = `${match[1] ?? match[4]}${match[3] ?? ''}`;
  }
  const stem = `${path.replace(/\/+$/, '')}?${kept.sort().join('&')}`;
  return { host: url.host.replace(/^www\./, ''), stem, number };
}

function isNext(here: Place, url: string, href: string, called: boolean): boolean {
  const there = placeOf(href, called);
  // a first part at `report.html` goes on at `report-2.html`, a second one at `report-3.html`
  const from = called && there !== null && there.stem !== here.stem ? placeOf(url, true) : here;
  if (there === null || from === null) return false;
  return (
    there.host === from.host &&
    there.stem === from.stem &&
    there.number === from.number + 1 &&
    there.stem.length > 2
  );
}

function saysNext(link: Element, number: number): boolean {
  const text = link.textContent.trim().slice(0, TEXT_CHARS);
  const label = link.getAttribute('aria-label') ?? link.getAttribute('title') ?? '';
  return text === String(number) || NEXT_WORDS.test(text) || NEXT_WORDS.test(label.trim());
}

function isWhole(here: Place, href: string): boolean {
  const url = URL.parse(href);
  if (url === null || url.host.replace(/^www\./, '') !== here.host) return false;
  const stem = here.stem.replace(/\?.*$/, '').replace(/\.\w{2,5}$/, '');
  if (stem.length < 2 || !url.pathname.startsWith(stem)) return false;
  const rest = url.pathname.slice(stem.length);
  return WHOLE_QUERY.test(url.search)
    ? /^(?:\.\w{2,5})?\/?$/.test(rest)
    : WHOLE_PATH.test(rest) && rest.length < 24;
}
