// What kind of page it is: an article (plain, a teaser, live, a film, a gallery), or one of those that stand in an
// article's place, with a sentence for people. In doubt it is an article: to refuse one is the worse mistake.
import type { PageKind } from '../../model/article.ts';
import { type Reject, reject } from '../../model/outcome.ts';
import { type Facts, factsOf, type Look } from './facts.ts';
import { isList } from './list.ts';
import { isFilm, isGallery, isLive } from './special.ts';
import { isPaywall, isTeaser } from './teaser.ts';
import { guardOf, isBroken, isConsentWall, isLogin, isMissing, mayAskConsent, needsScript } from './walls.ts';

/** so much running text, unbroken, is read by nobody as a wall or a list */
const PLAIN_PROSE = 1800;
const PLAIN_RUN = 5;

/** The kind of a page that gave text. */
export function judge(look: Look): PageKind | Reject {
  const facts = factsOf(look);
  const wall = isPlain(facts) ? null : wallOf(facts);
  if (wall !== null) return wall;
  if (isLive(facts)) return 'live';
  if (isTeaser(facts)) return 'teaser';
  if (isFilm(facts)) return 'video';
  if (isGallery(facts)) return 'gallery';
  return 'article';
}

/** Why a page that gave no text has none. */
export function judgeEmpty(look: Look): Reject {
  const facts = factsOf({ ...look, kept: [] });
  const wall = wallOf(facts);
  if (wall !== null) return wall;
  if (isPaywall(facts)) return reject('paywall', 'The page shows its text to subscribers only.');
  if (isFilm(facts)) return reject('empty', 'The page holds a film or a recording and no text to read.');
  return reject('empty', 'The page holds no text to read.');
}

/** A long text of one piece under its own address; such pages are most, and nothing else is looked at. */
const isPlain = (facts: Facts): boolean =>
  facts.prose >= PLAIN_PROSE && facts.run >= PLAIN_RUN && facts.movedFrom() === null && !mayAskConsent(facts);

function wallOf(facts: Facts): Reject | null {
  const guard = guardOf(facts);
  if (guard !== null)
    return reject('bot-challenge', `The site asks readers to prove that they are no machine (${guard}).`);
  if (isConsentWall(facts))
    return reject('consent-wall', 'The page is a consent wall: it asks about cookies and shows no article.');
  if (isLogin(facts))
    return reject('login-page', 'The page is a login: the article is for those who have an account.');
  if (isMissing(facts)) return reject('soft-404', missing(facts));
  // no soft 404: that would tell of an article that is gone
  if (isBroken(facts))
    return reject('unreadable', 'The server says that all is well, but the page says that it failed.');
  if (isList(facts))
    return reject(
      'list-page',
      'The page is a list of articles (a front page, a section, a tag or search results).',
    );
  if (needsScript(facts))
    return reject(
      'needs-script',
      'The page is an empty shell that scripts would fill; none are run but for hosts in render.hosts.',
    );
  return null;
}

function missing(facts: Facts): string {
  if (facts.movedFrom() === null)
    return 'The server says that all is well, but the page says that nothing is there (a soft 404).';
  return `The address leads to ${facts.url} now: the article is not there any more.`.slice(0, 300);
}
