// Articles of a kind of their own: a live blog changes all day; films and galleries have little text. Marked, never refused.
import { isArticle } from '../metadata/json-ld.ts';
import { type Facts, isOfType } from './facts.ts';

const LITTLE_CHARS = 800;
const LIVE_PATH =
  /\/(?:live|live-?blog|live-?ticker|live-?updates?|liveblogs|ticker|en-direct|direct|minuto-a-minuto|en-vivo|ao-vivo|diretta|liveverslag|live-reporting|canli|onlayn|online)(?:[/?-]|$)|-live(?:blog|ticker|-updates?)?(?:[-/.]|$)/i;
const LIVE_NAME =
  /^(?:live|live ?-?(?:blog|ticker|updates?)|liveticker|en direct|en vivo|minuto a minuto|ao vivo|in diretta|diretta|direkt|nyhetsdygnet|na żywo|relacja na żywo|online|canlı(?: blog| anlatım)?|онлайн|прямой эфир|مباشر|تغطية مباشرة|直播|文字直播|速報ライブ|実況)\b|\blive(?: ?blog|ticker| updates?)\b|\ben direct\b|\bminuto a minuto\b|na żywo\b|онлайн-трансляция|текстовая трансляция|文字直播|图文直播|تغطية مباشرة/iu;
const FILM_PATH =
  /\/(?:videos?|watch|clips?|tv|mediathek|mediaplayer|player|vod|film|replay|podcasts?|audio|episodes?)(?:[/?]|$)/i;
const FILM_FRAME =
  /<iframe[^>]{0,500}?src=["']?[^"'\s>]{0,300}?(?:youtube(?:-nocookie)?\.com\/embed|player\.vimeo|dailymotion\.com\/(?:embed|player)|brightcove|jwplayer|jwplatform|kaltura|players?\.|\/player\/|rutube|vk\.com\/video|bilibili|\/embed\/video)|class=["'][^"']{0,200}(?:jwplayer|video-js|brightcove|video-player|videoplayer|player-container)/i;
const GALLERY_PATH =
  /\/(?:galler(?:y|ies)|galerie|galeria|galleria|fotogaler\w*|fotos?|photos?|pictures?|diaporama|slideshow|bilder(?:strecke|galerie)?|fotostrecke|portfolio-photo|in-pictures|galeriler|foto-galeri)(?:[/?-]|$)/i;
const COUNTER =
  /(?:^|\n)\s*(?:image |foto |photo |bild )?\d{1,3}\s*(?:\/|of|von|sur|de|di|z)\s*\d{1,3}\s*(?=\n|$)/i;

/** Reports from hour to hour at one address. */
export function isLive(facts: Facts): boolean {
  if (
    facts.cleaned.jsonLd.some((script) => script.includes('LiveBlogPosting')) &&
    isOfType(facts.nodes(), /^LiveBlogPosting$/)
  )
    return true;
  const addressed = LIVE_PATH.test(URL.parse(facts.url)?.pathname ?? '');
  const called = LIVE_NAME.test(facts.title) || LIVE_NAME.test(facts.documentTitle);
  const updates = facts.census.liveClasses >= 3;
  const clocks = facts.census.times >= 6 || clockBlocks(facts) >= 5;
  return (
    [addressed || called, updates, clocks].filter(Boolean).length >= 2 &&
    (addressed || called || facts.census.liveClasses >= 5)
  );
}

/** Paragraphs that are a time of day, or begin with one. */
const clockBlocks = (facts: Facts): number =>
  facts.kept.filter(({ text }) => /^(?:\d{1,2}[:.h]\d{2}|\d{1,2} (?:uhr|heures?|hrs))\b/i.test(text)).length;

/** A player with a line or two below it. */
export function isFilm(facts: Facts): boolean {
  if (facts.prose > LITTLE_CHARS) return false;
  const addressed = FILM_PATH.test(URL.parse(facts.url)?.pathname ?? '');
  const typed = /^(?:video|music)/i.test(facts.head().meta('og:type') ?? '');
  const nodes = facts.nodes();
  const film = isOfType(nodes, /^(?:VideoObject|AudioObject|PodcastEpisode|TVEpisode|Clip|Movie)$/);
  const article = nodes.some(isArticle);
  const player =
    facts.census.films > 0 ||
    FILM_FRAME.test(facts.raw.slice(0, 300_000)) ||
    facts.head().meta('og:video', 'og:video:url', 'twitter:player') !== null;
  if (typed || (film && !article)) return true;
  return player && (addressed || film) && facts.prose < LITTLE_CHARS;
}

/** Pictures one after another, a caption each. */
export function isGallery(facts: Facts): boolean {
  if (facts.prose > LITTLE_CHARS) return false;
  const nodes = facts.nodes();
  if (isOfType(nodes, /^(?:ImageGallery|MediaGallery)$/)) return true;
  const addressed = GALLERY_PATH.test(URL.parse(facts.url)?.pathname ?? '');
  const built = facts.census.galleryClasses >= 2;
  const many = facts.census.images >= 6;
  const counted = COUNTER.test(facts.everything());
  return many && [addressed, built, counted].filter(Boolean).length >= 2;
}
