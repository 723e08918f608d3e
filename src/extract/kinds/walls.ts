// Pages that stand where an article should be: a bot challenge, a consent wall, a login, a page that says it is missing,
// an empty shell for scripts. Each says so itself somewhere; signs count only as far as no article speaks against them.
import type { Facts } from './facts.ts';
import { BROKEN_TITLES } from './phrases/broken.ts';
import {
  APP_ROOT,
  CHALLENGE_PHRASES,
  CHALLENGE_TITLES,
  GUARD_MARKS,
  SCRIPT_PHRASES,
} from './phrases/challenge.ts';
import { CONSENT_HOST, CONSENT_PATH, CONSENT_PHRASES, CONSENT_TITLES } from './phrases/consent.ts';
import { LOGIN_HOST, LOGIN_PATH, LOGIN_TITLES } from './phrases/login.ts';
import { MISSING_NOISE, MISSING_TITLES } from './phrases/missing.ts';
import { anyOf, distinct, plainWords, wholeOf } from './wording.ts';

const CHALLENGE_TITLE = wholeOf(CHALLENGE_TITLES);
const CONSENT_TITLE = wholeOf(CONSENT_TITLES);
const CONSENT = anyOf(CONSENT_PHRASES);
const LOGIN_TITLE = wholeOf(LOGIN_TITLES);
const BROKEN_TITLE = wholeOf(BROKEN_TITLES);
const MISSING_TITLE = wholeOf(MISSING_TITLES);

/** a guard's page says a few sentences */
const CHALLENGE_CHARS = 1200;
const MARKED_CHARS = 500;
/** nothing to read but a line or two */
const SHELL_CHARS = 250;
/** a form with a sentence or two of welcome */
const LOGIN_CHARS = 700;
/** of the page as sent, this much is searched for marks */
const MARKS_CHARS = 300_000;
/** evidence that an article is there after all */
const SOME = 2;
const MUCH = 4;

/** The guard whose challenge the page is; null when it is none. */
export function guardOf(facts: Facts): string | null {
  if (facts.prose > CHALLENGE_CHARS || facts.evidence() > SOME) return null;
  const titled = facts.names().some((name) => CHALLENGE_TITLE.test(name));
  const raw = facts.raw.slice(0, MARKS_CHARS);
  const guard = GUARD_MARKS.find(([, mark]) => mark.test(raw))?.[0];
  const says = CHALLENGE_PHRASES.some((phrase) => phrase.test(facts.everything().slice(0, 6000)));
  if (titled && (guard !== undefined || says || facts.chars < SHELL_CHARS)) return guard ?? 'a bot guard';
  if (guard !== undefined && facts.chars < MARKED_CHARS && (says || facts.everything().length < SHELL_CHARS))
    return guard;
  return null;
}

/** A quick look at a long text: whether it is worth asking if it is a consent wall. */
export const mayAskConsent = (facts: Facts): boolean =>
  CONSENT_HOST.test(URL.parse(facts.url)?.hostname ?? '') ||
  CONSENT_TITLE.test(plainWords(facts.title)) ||
  distinct(facts.text.slice(0, 1500).toLowerCase(), CONSENT) >= 3;

/** Whether the page asks for consent to cookies before it shows anything. */
export function isConsentWall(facts: Facts): boolean {
  if (facts.evidence() > MUCH) return false;
  const { url } = facts;
  const { hostname = '', pathname = '' } = URL.parse(url) ?? {};
  const moved = facts.movedFrom() !== null;
  const addressed =
    (CONSENT_HOST.test(hostname) || CONSENT_PATH.test(pathname)) && (moved || facts.askedUrl === undefined);
  const titled = facts.names().some((name) => CONSENT_TITLE.test(name));
  const inText = distinct(facts.text.slice(0, 4000).toLowerCase().replace(/[’‘]/g, "'"), CONSENT);
  const around = distinct(facts.everything().slice(0, 8000), CONSENT);
  if (addressed && moved && around >= 2 && facts.evidence() <= SOME) return true;
  if (titled && (inText >= 2 || (around >= 3 && facts.prose < 600))) return true;
  if (addressed && inText >= 2) return true;
  // no title and no address tells it: the text must be about nothing else
  const dense = inText >= 4 && inText * 350 >= Math.min(facts.chars, 4000);
  return (dense || (inText >= 3 && facts.chars < 700)) && around >= 5 && facts.evidence() <= SOME;
}

/** Whether the page is a form for those who have an account. */
export function isLogin(facts: Facts): boolean {
  if (facts.prose > LOGIN_CHARS || facts.evidence() > SOME) return false;
  const { hostname = '', pathname = '' } = URL.parse(facts.url) ?? {};
  const addressed = LOGIN_PATH.test(pathname) || LOGIN_HOST.test(hostname);
  const titled = facts.names().some((name) => LOGIN_TITLE.test(name));
  const form = facts.census.passwords > 0;
  if (addressed && facts.movedFrom() !== null) return form || titled || facts.prose < 200;
  if (titled) return form || addressed || facts.prose < 300;
  return form && addressed;
}

/** Whether the page says that there is nothing at its address. */
export function isMissing(facts: Facts): boolean {
  if (facts.evidence() > SOME) return false;
  const expected = plainWords(facts.expectedTitle ?? '');
  const says = facts.names().some((name) => name !== expected && saysMissing(name));
  if (says) return facts.run <= 3 || facts.evidence() === 0;
  const asked = facts.movedFrom();
  return asked !== null && leadsUp(asked, new URL(facts.url)) && facts.evidence() <= 1;
}

/** Whether the server says, on a page with a good status, that it failed. */
export function isBroken(facts: Facts): boolean {
  if (facts.prose > LOGIN_CHARS || facts.evidence() > 1) return false;
  const expected = plainWords(facts.expectedTitle ?? '');
  return facts.names().some((name) => name !== expected && BROKEN_TITLE.test(name));
}

/** A title such as "Error 404: page not found". */
export function saysMissing(name: string): boolean {
  if (name.length > 120) return false;
  const numbered = /(?:^|\D)(?:404|410)(?:\D|$)/.test(name);
  const bare = plainWords(name.replace(MISSING_NOISE, ' '));
  return bare === ''
    ? numbered
    : MISSING_TITLE.test(bare) || (numbered && /^(?:page|seite|página|pagina|not found)$/.test(bare));
}

/** From an article's address to the front page, or to a section above it. */
function leadsUp(asked: URL, final: URL): boolean {
  const from = asked.pathname.split('/').filter(Boolean);
  const to = final.pathname
    .replace(/\/(?:index|home|default|accueil|startseite)(?:\.\w+)?$/, '')
    .split('/')
    .filter(Boolean);
  if (from.length === 0) return false;
  if (to.length === 0) return final.search.length < 20;
  return to.length < from.length && to.every((part, n) => part === from[n]);
}

/** Whether scripts would have to run before there is anything to read. */
export function needsScript(facts: Facts): boolean {
  if (facts.chars > SHELL_CHARS) return false;
  const raw = facts.raw.slice(0, MARKS_CHARS);
  if (SCRIPT_PHRASES.some((phrase) => phrase.test(raw))) return /<script\b/i.test(raw);
  return facts.everything().trim().length < SHELL_CHARS && APP_ROOT.test(raw) && /<script\b/i.test(raw);
}
