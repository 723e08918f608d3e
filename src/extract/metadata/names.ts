// Names of people and bodies in a short text: labels, jobs, degrees, dates and addresses go, names stay. Knows no page.

const NAME_CHARS = 80;
/** of one article */
export const PEOPLE = 6;

/** "By", "Written by", "Ein Beitrag von", "Texte :" and kin at the head of a byline. */
const LABEL = new RegExp(
  `^(?:${[
    '(?:(?:an? |the )?(?:article|post|text|story|words?|analysis|opinion|interview|report|commentary|reviewed|written|posted|published|reported|reporting|created|medically reviewed|contributed|edited|updated)\\s+)?by\\b',
    '(?:(?:ein(?:e)?|der|die) \\p{Lu}\\p{L}+ |text |geschrieben |verfasst |veröffentlicht |interview |aufgezeichnet )?von\\b',
    '(?:publié |rédigé |écrit |propos recueillis |texte )?par\\b|un article de\\b',
    '(?:escrito |publicado |redactado |texto |redigido )?por\\b|(?:texto|testo) (?:de|di)\\b',
    '(?:scritto |pubblicato |articolo )(?:da|di)\\b|di\\b|a cura di\\b',
    '(?:geschreven |gepubliceerd )?door\\b|tekst\\b(?=\\s*:)|(?:skriven |skrevet |publicerad )?(?:av|af)\\b|(?:napisane )?przez\\b|(?:kirjoittanut)\\b',
    '(?:authors?|written|words|writer|autor(?:in|es|a|e)?|auteurs?|autori|redaktör|redaktion|redacción|redação|redazione|rédaction|författare|kirjoittaja|contributors?|texto?|testo|texte|tekst|teksti|reporter|journalist|yazar|haber|автор(?:ы)?|текст)\\s*[:：]',
    '(?:作者|文字|撰文|记者|記者|文)\\s*[:：／/]',
    'about the authors?|meet the author|authors?\\b(?=\\s+\\p{Lu})',
  ].join('|')})\\s*[:：]?\\s*`,
  'iu',
);

/** Does a text open as bylines do? */
export const isLabelled = (text: string): boolean => LABEL.test(text);

/** A word that labels, a role, or a placeholder: nobody's name. */
const BARE_LABEL =
  /^(?:by|written by|posted by|authors?|writer|staff|admin|administrator|editor|editorial|editors|guest|user|unknown|none|null|undefined|anonymous|n\/?a|published|updated|share|follow|more|read more|contributors?|posts by.*|view all.*|see all.*|all posts.*|about|bio|profile|home|website|default|veterinarian|reporter|correspondent|journalist|staff writer|senior \w+|(?:managing|news|contributing|associate) editor|contributing writer|columnist|founder|ceo|root|super ?user|webmaster|wp[-_ ]?admin|von|par|por|di|door|autor(?:in)?|auteur|autore|redakteur(?:in)?|gast(?:autor)?|invité|invitado|ospite|гость|админ|автор|foto|photo|image|bild|credit|text|quelle|source|fuente|fonte)$/iu;

/** What follows a name on the same line: a rule, a date, an update, a place, a job. */
const CUT =
  /\s*(?:[|•·⋅—–]|\s-\s|\/\/|\n|(?:last )?(?:updated|published|posted|modified)\b|\b(?:aktualisiert|veröffentlicht|publié|mis à jour|publicado|actualizado|pubblicato|aggiornato|gepubliceerd)\b|\bon (?=\p{L}+ \d)|,?\s\b(?:le|am|el|il|den|em|op|on)\s(?=\d)|\bin (?=\p{Lu})|\d+\s*(?:min|minute)|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.? \d|\b\d{1,2}[./ -]|\bfollow(?:ing)?\b|\b@|\bread (?:more|time)|\breviewed by|\bon behalf of|\bspecial to\b|\bedited by|\bfact[- ]checked|\bmedically|\bphoto(?:graph)?s? by|\bview (?:all|profile)|\bmore (?:posts|articles)|(?<=\p{Ll}{3})\.\s+(?=\p{Lu})).*$/isu;

const BETWEEN_NAMES =
  /\s*(?:;|\s&\s|\s\+\s|\sand\s|\sund\s|\set\s(?=\p{Lu})|\sy\s(?=\p{Lu})|\se\s(?=\p{Lu})|\soch\s|\sog\s|\sja\s|\sen\s(?=\p{Lu})|、|，|,\s*(?:and\s)?(?=\p{Lu}[\p{L}'’.-]+(?:\s\p{L}[\p{L}'’.-]*)+))\s*/u;

const NO_NAME =
  /[?!…]$|\b(?:log ?in|sign ?(?:in|up)|privacy|policy|terms|cookies?|subscribe|newsletter|account|copyright|comments?|minutes?|ago)\b/i;

/** Behind another name it is what that person does. */
const JOB =
  /\b(?:editors?|writers?|reporters?|correspondents?|journalists?|columnists?|producers?|contributors?|director|managers?|analysts?|photographers?|professor|redakteur(?:in)?|korrespondent(?:in)?|journaliste|corresponsal|redactora?|engineer|founder|ceo|chief)\b/i;

/** What stands before the job's noun. */
const OF_A_JOB =
  /(?:\s*\b(?:senior|staff|managing|chief|lead|deputy|assistant|associate|contributing|executive|freelance|special|national|international|foreign|political|business|economics|security|science|health|sports?|auto|news|film|music|legal|investigative|digital|technology|the|an?|and|of|-))+\s*$/i;

/** Ada Lindqvist, MS, RDN: degrees behind a name. */
const DEGREES =
  /(?:,\s*(?:[A-Z]{2,5}(?:-[A-Z]{1,4})?|(?:[A-Z]\.){2,4}|Ph\.?\s?D\.?|M\.?Ed\.?|Pharm\.?D\.?|Esq\.?|DPhil|MSc|BSc|DMin|EdD|PsyD))+$/;

/** A name of a byline without the degrees behind it. */
export const withoutDegrees = (name: string): string => name.replace(DEGREES, '');

/** Names in one piece of text, in order; empty when it holds none. */
export function namesIn(text: string): string[] {
  if (text.length > 4 * NAME_CHARS || /https?:|www\.|[{}<>=]/.test(text)) return [];
  const line = text
    .replace(/\S+@\S+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  // "Dec. 19, 2031 · Ada Lindqvist": the part that holds a full name, else the first that holds any
  const parts = line.split(/\s*[|•·⋅]\s*/).map(namesInPart);
  return (
    parts.find((names) => names.some((name) => name.includes(' '))) ??
    parts.find((names) => names.length > 0) ??
    []
  );
}

function namesInPart(part: string): string[] {
  const rest = part.replace(LABEL, '').trim().replace(LABEL, '').replace(CUT, '').trim();
  const names: string[] = [];
  for (const piece of rest.split(BETWEEN_NAMES)) {
    const name = piece.replace(/^[\s,:;.()-]+|[\s,:;(-]+$/g, '').replace(LABEL, '');
    const person = names.length > 0 ? withoutJob(name) : name;
    if (person !== null && isName(person) && !names.includes(person)) names.push(person);
  }
  return names.slice(0, PEOPLE);
}

/** "Tom Okoro Senior Editor" behind another name is Tom Okoro; "NP Business Writer" is nobody: null. */
function withoutJob(name: string): string | null {
  const job = JOB.exec(name);
  if (job === null) return name;
  const before = name.slice(0, job.index).replace(OF_A_JOB, '').trim();
  return before.includes(' ') && !/^[A-Z]{2,4}\b/.test(before) ? before : null;
}

function isName(name: string): boolean {
  if (name.length < 2 || name.length > NAME_CHARS || BARE_LABEL.test(name) || name.includes('@'))
    return false;
  if (!/\p{L}{2}|^\p{L}$/u.test(name) || /\d{2}/.test(name)) return false;
  return name.split(' ').length <= 8 && !NO_NAME.test(name) && !isSentence(name);
}

const PARTICLE =
  /^(?:de|la|le|les|del|della|delle|dei|di|da|dos|das|do|du|des|den|der|die|dem|van|von|vom|zu|zur|ter|ten|te|op|in|of|the|for|at|and|und|et|y|e|i|al|el|bin|ibn|bint|ben|af|av|'t|d’|d')$/;

const BODY_OF_PEOPLE =
  /\b(?:team|staff|desk|bureau|board|editors|newsroom|department|group|agency|redaktion|equipe|équipe|equipo)\b/iu;

/** More small words than names have: a phrase about somebody. */
function isSentence(name: string): boolean {
  const words = name.split(' ');
  if (words.length < 4 || BODY_OF_PEOPLE.test(name)) return false;
  const small = words.filter((word) => /^\p{Ll}/u.test(word) && !PARTICLE.test(word)).length;
  return small > 1 || words.filter((word) => /^\p{Lu}/u.test(word)).length * 2 < words.length - 1;
}

/** First and last name, or a body's name of several words. */
export const isFull = (name: string): boolean =>
  (name.includes(' ') || /^[\p{Script=Han}\p{Script=Hangul}]{2,}$/u.test(name)) && !/\badmin\b/i.test(name);

/** Words of headings and menus that look like names: "Company News", "Case Studies". */
const HEADING_WORD =
  /\b(?:news|blog|updates?|press|releases?|insights?|resources?|articles?|stor(?:y|ies)|guides?|tips?|reviews?|reports?|events?|product|company|case|stud(?:y|ies)|business|finance|health|sports?|politics|world|opinion|culture|media|marketing|technology|tech|science|travel|food|life|lifestyle|home|design|engineering|community|announcements?|features?|series|part|edition|issue|page|view|show|hide|toggle|sidebar|menu|search|skip|open|close|previous|next|older|newer|share|read|learn|more|contact|about|new|best|top|how|why|what|the|and|for|your|our|my|estate|law|data|security|cloud|software|services?|solutions?|team|customer|success|research|education|learning|table|contents?|categor(?:y|ies)|tags?|published|updated|last|minutes?|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b/i;

/** Two to four capitalised words and nothing else: so surely a person that a line of it beside a date is a byline. */
export const looksLikePerson = (line: string): boolean =>
  /^\p{Lu}[\p{Ll}'’-]+(?:\s(?:\p{Lu}\.|(?:de|van|von|der|la|da|di|del|al|el|bin)|\p{Lu}[\p{L}'’-]+)){1,3}$/u.test(
    line,
  ) && !HEADING_WORD.test(line);
