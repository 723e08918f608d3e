// Is a changed text worth a revision, and of what kind? Judged by what changed outside of volatile parts. Fixed rules and
// no clock, so that every repeat comes to the same.
import type { Judged } from '../model/revision.ts';
import { type Noted, newCorrections } from './notes.ts';
import { plainText } from './plain.ts';
import { steadyLine } from './volatile.ts';
import { type Change, weighChange } from './weigh.ts';

export type State = Noted & { quality: 'full' | 'summary' };

/** from here on a text is another one: a few plain words, or a name spelt otherwise */
const MINOR = 4;
/** from here on it says something else: about a sentence, a number, a negation, another name */
const SUBSTANTIAL = 20;

/** What the later state of an article is to the earlier one. */
export function judgeChange(before: State, after: State): Judged {
  if (before.quality !== after.quality) return judgeQuality(before, after);
  const body = weighChange(before.text, after.text);
  const title = weighChange(headline(before.title), headline(after.title));
  const words = { added: body.added + title.added, removed: body.removed + title.removed };
  if (newCorrections(before, after).length > 0) return { kind: 'correction', ...words };
  if (body.cut) return { kind: null, why: 'cut' };
  if (body.weight >= SUBSTANTIAL) return { kind: 'substantial', ...words };
  if (title.weight > 0) return { kind: 'headline', ...words };
  if (body.weight >= MINOR) return { kind: 'minor', ...words };
  return { kind: null, why: words.added + words.removed === 0 ? 'same' : 'tiny' };
}

/** A page read at last is more than its feed's word; the feed's word never replaces a page. */
function judgeQuality(before: State, after: State): Judged {
  if (after.quality === 'summary') return { kind: null, why: 'poorer' };
  const { added, removed }: Change = weighChange(before.text, after.text);
  return { kind: 'fuller', added, removed };
}

/** what headlines carry for a while, in front of the same words */
const LABEL =
  /^(?:breaking(?: news)?|just in|live(?: updates?)?|watch|video|exclusive|developing|updat(?:e|ed)(?: \d+)?|eilmeldung|liveticker|liveblog|en direct|direct|urgent|última hora|en vivo|ao vivo|diretta|son dakika)\s*[:|–—-]\s*/iu;

const headline = (title: string): string => steadyLine(plainText(title).replace(LABEL, '')) || title;
