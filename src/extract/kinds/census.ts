// Counts, during the one walk over the page, what tells lists, forms, films and galleries from articles.
// Reads names and attributes only; changes nothing.
import { mayBePart } from '../parts.ts';
import type { Witness } from '../survey.ts';

export type Census = {
  /** headings (h2 to h5) that are links to other pages, or stand in one */
  linkedHeadings: number;
  links: number;
  images: number;
  films: number;
  passwords: number;
  times: number;
  /** class and id of body and html, and whatever names a live blog, a gallery or a paywall */
  bodyClasses: string;
  liveClasses: number;
  galleryClasses: number;
  paywallClasses: number;
  firstHeading: Element | null;
  /** links that may lead to another part of the article */
  partLinks: Element[];
};

const HEADING = /^h[2-5]$/;
const LIVE =
  /(?:^|[\s_-])(?:live-?(?:blog|ticker|feed|updates?|post|entry)|newsticker|ticker-?(?:entry|item|post)|minuto-a-minuto)(?=$|[\s_-])/i;
const GALLERY =
  /(?:^|[\s_-])(?:gallery|galerie|galeria|galleria|slideshow|diaporama|photo-?(?:story|gallery|strip|set)|fotostrecke|bildergalerie|fotogaleria|carousel|swiper)(?=$|[\s_-])/i;
const PAYWALL =
  /(?:^|[\s_-])(?:pay-?wall\w*|reg-?wall|meter-?wall|premium-?(?:wall|lock|gate)|subscriber-?(?:wall|only|gate)|piano-?\w*|tp-container\w*|locked-?(?:content|article)|content-?gate|leaky-?\w*)(?=$|[\s_-])/i;
const FILM_FRAME =
  /^(?:video|video-js|amp-youtube|amp-video\w*|brightcove-player|bitmovin-player|mux-player)$/;
const CLASS_CHARS = 300;
const PART_LINKS = 100;

/** A census and the witness that takes it; shows every element on to `next`. */
export function takeCensus(next: Witness): { census: Census; witness: Witness } {
  const census: Census = {
    linkedHeadings: 0,
    links: 0,
    images: 0,
    films: 0,
    passwords: 0,
    times: 0,
    bodyClasses: '',
    liveClasses: 0,
    galleryClasses: 0,
    paywallClasses: 0,
    firstHeading: null,
    partLinks: [],
  };
  const witness: Witness = (element, name, classAndId) => {
    next(element, name, classAndId);
    count(census, element, name);
    if (name === 'body' || name === 'html') census.bodyClasses += ` ${classAndId.slice(0, 2000)}`;
    else if (classAndId !== '' && classAndId.length <= CLASS_CHARS) {
      if (LIVE.test(classAndId)) census.liveClasses++;
      else if (GALLERY.test(classAndId)) census.galleryClasses++;
      else if (PAYWALL.test(classAndId)) census.paywallClasses++;
    }
  };
  return { census, witness };
}

function count(census: Census, element: Element, name: string): void {
  if (name === 'a') {
    census.links++;
    if (census.partLinks.length < PART_LINKS && mayBePart(element)) census.partLinks.push(element);
  }
  if (name === 'img' || name === 'amp-img') census.images++;
  else if (name === 'time') census.times++;
  else if (name === 'input') {
    if (element.getAttribute('type')?.toLowerCase() === 'password') census.passwords++;
  } else if (FILM_FRAME.test(name)) census.films++;
  else if (name === 'h1') census.firstHeading ??= element;
  else if (HEADING.test(name) && leadsElsewhere(element)) census.linkedHeadings++;
}

/** A heading that is a link to another page; one to a place in this page is a subhead. */
function leadsElsewhere(heading: Element): boolean {
  const link = heading.querySelector('a[href]') ?? heading.closest('a[href]');
  const href = link?.getAttribute('href') ?? '#';
  if (href.startsWith('#')) return false;
  // a subhead may hold a link; a card's heading is one
  const linked = link?.textContent.trim().length ?? 0;
  return linked >= 0.7 * heading.textContent.trim().length;
}
