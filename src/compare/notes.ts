// Notes of a newsroom on its own article: that it was corrected, or that it was taken down. In the languages that
// Presswatch reads most; a note in another one is a change like any other.
import { sentencesOf } from './plain.ts';
import { steadyParagraphs } from './volatile.ts';

/** how a correction announces itself at the beginning of a paragraph */
const HEADED =
  /^\W*(?:corrections?|corrected|clarifications?|erratum|errata|korrektur|berichtigung|richtigstellung|klarstellung|correctif|rectificatif|rectification|erratum|corrección|rectificación|fe de (?:errores|erratas)|rettifica|errata corrige|correção|correctie|rectificatie|düzeltme)(?=\s*(?:[:.–—|(-]|\d|on\b|vom\b|du\b|del\b|$))/iu;
const EDITOR =
  /^\W*(?:editor'?s'? note|anmerkung der redaktion|note de la rédaction|nota de la redacción|nota della redazione|nota da redação|noot van de redactie)/iu;
const MENDED =
  /correct|error|wrong|inaccura|mistake|amend|clarif|misstat|retract|falsch|fehler|korrig|berichtig|erreur|erron|corrig|incorrec|errónea|sbagliat|errat|fout|onjuist/iu;
/** or says in a sentence what was wrong */
const SAID = [
  /\b(?:an?|the|our) (?:earlier|previous|original) (?:version|report|edition|headline)s?\b.{0,80}\b(?:incorrect|inaccurate|mistaken|wrong|erroneous|mis(?:stat|identif|spel|attribut|quot)|said|stated|gave|omitted|contained)/iu,
  /\b(?:earlier|previous|initial) (?:reports|versions) .{0,40}\b(?:wrong|incorrect|inaccurate|mistaken)/iu,
  /\bthis (?:article|story|report|post|piece) (?:has been|was) (?:corrected|amended|clarified|revised to correct|updated to correct)/iu,
  /\bin einer (?:früheren|ersten|vorherigen) (?:version|fassung)\b/iu,
  /\b(?:dieser|der) (?:artikel|text|beitrag) wurde (?:korrigiert|berichtigt)/iu,
  /\bune (?:première |précédente )?version (?:précédente|antérieure|initiale)?.{0,40}\b(?:indiqu|affirm|erron|compor)/iu,
  /\buna versión (?:anterior|previa)\b/iu,
  /\buna (?:precedente )?versione (?:precedente|iniziale)?.{0,40}\b(?:riportav|indicav|errat)/iu,
  /\buma versão anterior\b/iu,
  /\bin een eerdere versie\b/iu,
];
const TITLE = /^\W*(?:corrected|correction|korrigiert|berichtigt|corrigé|corregido|rettifica)\b/iu;

const WITHDRAWN = [
  /\b(?:this|the|our) (?:article|story|report|post|page|item|piece|content|video)(?: you .{0,40})? (?:has been|was|is|has since been) (?:now |since )?(?:removed|retracted|withdrawn|taken down|deleted|unpublished|no longer available)/iu,
  /\bwe have (?:retracted|withdrawn|removed|taken down|unpublished) (?:this|the|our) (?:article|story|report|post)/iu,
  /\b(?:dieser|der) (?:artikel|beitrag|text|inhalt) (?:wurde (?:zurückgezogen|gelöscht|entfernt|depubliziert)|ist nicht mehr verfügbar)/iu,
  /\bcet article (?:a été (?:retiré|supprimé|dépublié)|n'est plus (?:disponible|en ligne))/iu,
  /\b(?:este|el) (?:artículo|contenido) (?:ha sido|fue) (?:retirado|eliminado)|\b(?:este|el) (?:artículo|contenido) ya no está disponible/iu,
  /\b(?:questo|l')\s?articolo è stato (?:rimosso|ritirato|cancellato)/iu,
  /\beste (?:artigo|texto|conteúdo) foi (?:removido|retirado|apagado)/iu,
  /\bdit artikel is (?:verwijderd|ingetrokken|offline gehaald)/iu,
];
/** a longer paragraph tells of something else that was taken down */
const NOTE_WORDS = 80;
/** an article of this many words that mentions a removal is an article about one, unless the note stands at an end of it */
const NOTICE_PAGE_WORDS = 120;

/** Paragraphs in which the newsroom corrects or clarifies its own article. */
export const correctionsIn = (text: string): string[] =>
  steadyParagraphs(text).filter((paragraph) => {
    if (HEADED.test(paragraph) || SAID.some((said) => said.test(paragraph))) return true;
    return EDITOR.test(paragraph) && MENDED.test(paragraph);
  });

/** Notes of the later state that the earlier one had not, and a headline that says it now. */
export function newCorrections(before: Noted, after: Noted): string[] {
  const known = [...correctionsIn(before.text), ...(before.corrections ?? [])].map(bagOf);
  // where nothing is known of the earlier markup, what the later one says may have stood there before
  const marked = before.corrections === undefined ? [] : (after.corrections ?? []);
  const fresh = [...correctionsIn(after.text), ...marked].filter(
    (note) => !known.some((bag) => isSameNote(bag, bagOf(note))),
  );
  return TITLE.test(after.title) && !TITLE.test(before.title) ? [...fresh, after.title] : fresh;
}

/** What is looked at; `corrections` are notes that the page's markup names as such, absent where that is not known. */
export type Noted = { title: string; text: string; corrections?: readonly string[] | undefined };

const bagOf = (note: string): Set<string> => new Set(note.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

/** Mended spelling in a note is no second note; a note that grew by a sentence is. */
function isSameNote(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const common = [...other].filter((word) => one.has(word)).length;
  return common >= 0.8 * other.size;
}

/** The sentence that says that the article was taken down; null when there is none. */
export function withdrawalNotice(text: string): string | null {
  const paragraphs = steadyParagraphs(text);
  const words = text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  const looked = words <= NOTICE_PAGE_WORDS ? paragraphs : [paragraphs[0] ?? '', paragraphs.at(-1) ?? ''];
  for (const paragraph of looked) {
    if ((paragraph.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) > NOTE_WORDS) continue;
    const said = sentencesOf(paragraph).find((one) => WITHDRAWN.some((pattern) => pattern.test(one)));
    if (said !== undefined) return said;
  }
  return null;
}
