// Which language a text is in. A title alone is too short to judge, so it is read together with the lead.
// Never guesses against a declared language without being sure.
//
// eld's small database: as right as the large one (96.2 against 96.3 % of titles) for a third of the start-up time and
// 270 MB less memory in each process.
import { eld } from 'eld/small';

/** Letters that are enough; more text costs time and changes nothing. */
const LEAD = 300;
/** Below this many letters a declared language wins. */
const SHORT = 25;

/**
 * ISO 639-1 code of the text, or null when nothing says.
 * @param hint what feed or page declare, any BCP 47 tag; wins where the detector is not sure
 */
export function detectLanguage(title: string, text: string, hint: string | null): string | null {
  const declared = primary(hint);
  const sample = `${title}\n${text.slice(0, LEAD)}`.trim();
  if (sample.length < SHORT && declared !== null) return declared;
  const found = eld.detect(sample);
  if (found.language === '') return declared;
  if (found.language === declared) return declared;
  if (declared !== null && !found.isReliable()) return declared;
  return found.language;
}

/** `en` of `en-GB`; null for anything that is no language tag. */
function primary(tag: string | null): string | null {
  const found = tag
    ?.trim()
    .match(/^([a-z]{2,3})(?:[-_]|$)/i)?.[1]
    ?.toLowerCase();
  return found === undefined || found === 'und' ? null : found;
}
