// What a page changes by itself, without anybody having edited the article: when it was updated, how long ago that was,
// how many comments it has, what else to read. Such lines and phrases are taken out before two states are compared.
import { plainText } from './plain.ts';

const MONTHS =
  'jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|févr(?:ier)?|mar(?:ch|s|zo)?|märz|apr(?:il|ile)?|avr(?:il)?|may|mai|maggio|mayo|june?|juin|juni|giugno|junio|july?|juil(?:let)?|juli|luglio|julio|aug(?:ust)?|août|agosto|sept?(?:ember|embre|iembre)?|oct(?:ober|obre)?|okt(?:ober)?|ottobre|octubre|nov(?:ember|embre|iembre)?|dec(?:ember)?|dez(?:ember)?|déc(?:embre)?|dicembre|diciembre|enero|febrero|gennaio|febbraio|abril';
const DAYS = 'mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun';
const ZONES = 'utc|gmt|bst|ce?s?t|e[ds]?t|p[ds]?t|ist|ae[ds]t|jst|uhr|a\\.?m\\.?|p\\.?m\\.?';
const SMALL = 'at|on|the|of|um|am|à|le|el|il|de|a las|alle|às|op|om';
/** one word of a date or time of day as a page writes it; it shares no sign with what stands between two of them */
const DATE_WORD = `(?:\\d{1,4}(?:[.:/ht]\\d{1,4})*(?:st|nd|rd|th|h|z)?|(?:${MONTHS})\\.?|(?:${DAYS})(?:day)?\\.?|(?:${ZONES})|(?:${SMALL}))(?![\\p{L}\\p{N}])`;
const GAP = '[\\s|·•,()–-]+';
const DATE = `${DATE_WORD}(?:${GAP}${DATE_WORD})*`;
const STAMP =
  'updated|modified|published|posted|edited|created|aktualisiert|stand|veröffentlicht|geändert|mis à jour|publié|modifié|actualizado|publicado|aggiornato|pubblicato|atualizado|bijgewerkt|gepubliceerd|güncellendi|güncelleme|yayınlandı';

const phrase = (source: string) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, 'giu');

/** when the page was written: a word that says so, where a line or a part of it begins; in a sentence a date is news */
const STAMPED = new RegExp(
  `(?<=^\\W{0,3}|[|·•(—–-]\\s?)(?:first |last |zuletzt )?(?:${STAMP})[\\s:|-]*${DATE}`,
  'giu',
);
/** phrases that change by themselves wherever they stand */
const PHRASES = [
  phrase('(?:an?|\\d+)\\s?(?:sec(?:ond)?s?|min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?|[smhd])\\s+ago'),
  phrase('vor (?:einer|einem|\\d+) (?:sekunden?|minuten?|stunden?|tag(?:en)?|wochen?)'),
  phrase('il y a (?:une?|\\d+) (?:secondes?|minutes?|heures?|jours?|semaines?)'),
  phrase('(?:hace|há) (?:una?|um|uma|\\d+) (?:segundos?|minutos?|horas?|d[ií]as?|semanas?)'),
  phrase("(?:un'?|\\d+) ?(?:minut[oi]|or[ae]|giorn[oi]|settiman[ae]) fa"),
  phrase('\\d+ (?:minuten|minuut|uur|uren|dagen?|weken?) geleden'),
  phrase('\\d+ (?:dakika|saat|gün|hafta) önce'),
  phrase(
    '(?:reading time|lesezeit|temps de lecture|tiempo de lectura)\\s*:?\\s*\\d+ ?min\\w*|\\d+[ -]?min(?:ute)?s? read',
  ),
  phrase(
    '\\d[\\d.,]*\\s?[km]?\\s(?:comments?|views?|likes?|reactions?|retweets?|kommentare?|aufrufe|commentaires?|vues|comentarios?|comentários?|visitas|commenti|visualizzazioni|reacties|yorum)',
  ),
];

/** lines of few words that are about the page, not of the article; a whole sentence may begin like that */
const LINES =
  /^(?:\W*)(?:advertisement|advert|sponsored|anzeige|werbung|publicité|publicidad|pubblicità|reklam|share|tweet|e-?mail|print|save|follow us|sign up|subscribe|newsletter|comments?|kommentare|teilen|partager|compartir|condividi|deel|see also|also read|related|recommended|most (?:read|popular|viewed)|top stories|trending|more (?:on|from|stories)|read (?:more|also|next)|lesen sie auch|mehr zum thema|lire aussi|à lire aussi|lee también|te puede interesar|leggi anche|leia também|lees ook|ayrıca oku)(?![\p{L}\p{N}])/iu;
const LINE_WORDS = 16;
/** in a line as short as this, a number of these is a counter; in a sentence it may be the news */
const COUNTERS = phrase(
  '\\d[\\d.,]*\\s?[km]?\\s(?:shares?|votes?|replies|followers|readers?|people reading|partages|compartidos|condivisioni)',
);
const COUNTER_WORDS = 6;
/** a line without any of these holds none of the phrases; most lines are done with here */
const TIMELY = /\d|ago|vor |il y a|hace|há | fa/i;
const ONLY_DATE = new RegExp(`^[\\s|·•,()–-]*${DATE}[\\s|·•,()–-]*$`, 'iu');

/** Paragraphs in plain typography without what changes by itself; those that are nothing else are left out. */
export const steadyParagraphs = (text: string): string[] =>
  plainText(text)
    .split(/\n+/)
    .map(steadyLine)
    .filter((line) => line !== '');

/** One line likewise; empty when nothing steady is in it. */
export function steadyLine(line: string): string {
  if (!/\p{L}/u.test(line)) return '';
  const words = wordCount(line);
  if (words <= LINE_WORDS && (isPageLine(line) || ONLY_DATE.test(line))) return '';
  if (!TIMELY.test(line)) return line;
  const stampless = line.replace(STAMPED, (stamp) => (/\d/.test(stamp) ? ' ' : stamp));
  const patterns = words <= COUNTER_WORDS ? [...PHRASES, COUNTERS] : PHRASES;
  const rest = patterns.reduce((text, pattern) => text.replace(pattern, ' '), stampless);
  const left = wordCount(rest);
  if (left === 0 || !/\p{L}/u.test(rest)) return '';
  // what stood around a stamp in a line of its own: "By", "|", "Edited by"
  return left < words && left <= 2 ? '' : rest.replace(/\s+/g, ' ').trim();
}

const isPageLine = (line: string): boolean => {
  const [opening] = LINES.exec(line) ?? [];
  return opening !== undefined && (/^\s*[:|]/.test(line.slice(opening.length)) || !/[.!?]$/.test(line));
};

const wordCount = (text: string): number => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
