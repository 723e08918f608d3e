// The vocabulary of pruning: which class and id words mark what is not the article, and which mark the article itself.
// Words match whole parts of a token, never a substring of the attribute: `overflow_hidden` or `hljs-comment` once cost articles.

/** A hyphen inside a word is optional. A trailing `*` allows more letters. */
const WORDS: Record<string, string> = {
  prompts:
    'newsletter sign-up subscribe subscription promo consent gdpr paywall cookie-(banner|notice|consent|bar)',
  sharing: 'share sharing share-bar social sociable click-to-tweet tweet-this',
  otherArticles:
    'related recirc* recommended recommendation recommendations read-more also-read also-like more-from more-stories more-on more-news trending most-popular most-read popular outbrain taboola',
  furniture:
    'breadcrumb breadcrumbs navigation navbar masthead site-header site-footer toolbar ticker pagination pager tag-list skip-link copyright',
  aboutTheArticle:
    'byline dateline timestamp pub-date publish-date author-(bio|box|info|card|meta|about) about-(the-)?author',
  pictures: 'caption captions credit credits gallery slideshow carousel',
  talkAndAdverts: 'comments disqus advert* ad-(slot|unit|container|wrapper) sponsor*',
  notForTheEye: 'visually-hidden sr-only screen-reader-text',
};

const WHOLE = 'hidden is-hidden d-none print-only menu tags ad ads breaking social widget_.*';

const STRONG =
  'newsletter related recirc* recommend* outbrain taboola cookie* gdpr disqus comments author-(bio|box|about) about-(the-)?author most-popular most-read trending sponsor* subscribe sign-up paywall';

const BODY =
  'article-body story-body post-body post-content entry-content main-content articlebody field--name-body';

const pattern = (words: string) =>
  words
    .split(' ')
    .map((word) => word.replace(/-(?!-)/g, '-?').replace(/\*$/, '[a-z]*'))
    .join('|');

const HIT = new RegExp(
  `^(?:${pattern(Object.values(WORDS).join(' '))})(?:$|[-_])|[-_](?:${pattern(Object.values(WORDS).join(' '))})$|^(?:${WHOLE.replaceAll(' ', '|')})$`,
  'i',
);
const STRONG_HIT = new RegExp(`(?:^|[-_])(?:${pattern(STRONG)})(?:$|[-_])`, 'i');
const NAMES_A_BODY = new RegExp(`(?:^|[\\s_-])(?:${BODY.replaceAll(' ', '|')})(?:$|[\\s_-])`, 'i');

/** `[`, `:`, `/` and brackets stand in utility classes such as `md:hidden`, which say nothing about the content. */
const NOT_A_NAME = /[:[\]()/]|hljs|label-hidden|overflow/i;
const ATTRIBUTE_CHARS = 600;
const TOKEN_CHARS = 60;

export type Hit = 'no' | 'weak' | 'strong';

const seen = new Map<string, Hit>();
const REMEMBERED = 5000;

/** What the tokens of a class or id attribute say. Remembered, as a page repeats its classes by the hundred. */
export function hitOf(attribute: string): Hit {
  if (attribute === '' || attribute.length > ATTRIBUTE_CHARS) return 'no';
  const known = seen.get(attribute);
  if (known !== undefined) return known;
  let hit: Hit = 'no';
  for (const token of attribute.split(/\s+/)) {
    if (token.length < 2 || token.length > TOKEN_CHARS || NOT_A_NAME.test(token) || !HIT.test(token))
      continue;
    hit = 'weak';
    if (!STRONG_HIT.test(token)) continue;
    hit = 'strong';
    break;
  }
  if (seen.size >= REMEMBERED) seen.clear();
  seen.set(attribute, hit);
  return hit;
}

/** Does a class or id say that this is the article's body? Then it is never removed. */
export const namesABody = (attribute: string): boolean => NAMES_A_BODY.test(attribute);
