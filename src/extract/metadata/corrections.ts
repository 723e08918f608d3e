// Notes in which a page says what it had wrong: corrections, clarifications, amended articles, in twelve languages.
// A note is a paragraph that opens like one; a story about somebody's correction does not.
import { type Block, blocksOf } from '../blocks.ts';
import { plain } from '../plain.ts';
import { isNode, type LdNode, listOf, textOf } from './json-ld.ts';

const NOTE_CHARS = 1200;
const NOTES = 5;

/** "Correction:", "CORRECTION (14 March):", "Berichtigung –"; the label may stand alone. */
const LABEL = new RegExp(
  `^[•*\\s]*(?:(?:editor['’]?s['’]? note|anmerkung der redaktion|nota (?:del editor|da redação|de la redacción)|note de la rédaction|n\\.?d\\.?l\\.?r\\.?)\\s*[:—–-]\\s*)?(?:${[
    'corrections?(?: (?:and|&) clarifications?)?|clarifications?|erratum|errata|corrigendum|retraction|correction notice|correction appended',
    'korrektur(?:hinweis)?|berichtigung|richtigstellung|klarstellung',
    'rectificatif|rectification|précision',
    'corrección|correcciones|fe de err(?:ores|atas)|rectificación|aclaración',
    'correzione|rettifica|errata corrige|precisazione',
    'correção|erramos|retificação|esclarecimento',
    'correctie|rectificatie|rättelse|rettelse|retting|sprostowanie|oikaisu|düzeltme|исправление|уточнение|поправка',
  ].join('|')})(?:\\s*\\([^)]{1,60}\\)|[\\s,]+[^:—–]{0,30}\\d[^:—–]{0,20})?\\s*(?:[:：—–]|$)`,
  'iu',
);

const OPENING = new RegExp(
  `^[•*(\\[\\s]*(?:(?:editor['’]?s['’]? note|update|anmerkung der redaktion|hinweis|note|nota)\\b[^:]{0,40}:\\s*)?(?:${[
    '(?:this|the) (?:article|story|post|piece|report|item|page|column|headline|caption) (?:was|has been|is) (?:later )?(?:amended|corrected|clarified|revised to correct|updated to correct|edited to correct|retracted)',
    '(?:an?|the) (?:earlier|previous|original|prior) version of (?:this|the) (?:article|story|post|piece|report|column|headline|caption|item|page|obituary|review)',
    'in (?:an|a) (?:earlier|previous) version of (?:this|the) (?:article|story|post|piece|report)',
    'in einer (?:früheren|vorherigen|ersten|älteren) (?:version|fassung) (?:dieses|des|hieß|stand)',
    '(?:dieser|der) (?:artikel|text|beitrag) wurde (?:nachträglich |am .{3,30} )?(?:korrigiert|berichtigt)',
    '(?:une|la) (?:version précédente|première version|version antérieure) de (?:cet|cette|l)',
    'cet article a été (?:corrigé|modifié|rectifié)',
    'una versión (?:anterior|previa) de est[ae]|est[ae] (?:artículo|noticia|nota|texto) (?:ha sido|fue) (?:corregid|modificad|rectificad)[ao]',
    'una (?:precedente versione|versione precedente) di quest|quest[oa] (?:articolo|notizia) è stat[oa] (?:corrett|modificat|rettificat)[oa]',
    'uma versão anterior d(?:este|esta|o|a)|diferentemente do que|est[ae] (?:texto|reportagem|matéria|artigo) foi (?:corrigid|alterad)[ao]',
    'in een eerdere versie van (?:dit|deze)|dit (?:artikel|bericht) is (?:gecorrigeerd|aangepast)',
    'i en tidigare version av|i en tidligere versjon av|i en tidligere version af',
    "we(?:’|')?ve corrected|we regret the error",
    'wcześniejsza wersja|в предыдущей версии|в более ранней версии',
  ].join('|')})`,
  'iu',
);

/** The notes of a page, as written, at most five. `blocks` is the body before anything is filtered out of it. */
export function readCorrections(nodes: LdNode[], marked: Element[], blocks: Block[]): string[] {
  const notes: string[] = [];
  const add = (text: string) => {
    const note = text.trim();
    const known = notes.some((other) => other.includes(note) || note.includes(other));
    if (note.length > 20 && !known && notes.length < NOTES) notes.push(note.slice(0, NOTE_CHARS));
  };
  for (const node of nodes)
    for (const one of listOf(node.correction)) {
      const text = isNode(one) ? textOf(one.text ?? one.description ?? one.name) : textOf(one);
      if (text !== null && !/^https?:\S+$/.test(text)) add(plain(text, NOTE_CHARS));
    }
  for (const element of marked) for (const note of notesIn(blocksOf(element))) add(note);
  for (const note of notesIn(blocks)) add(note);
  return notes;
}

/** Paragraphs that open like a note; a label of its own takes the paragraph after it along. */
function notesIn(blocks: Block[]): string[] {
  return blocks.flatMap(({ text, tag }, index) => {
    if (text.length > NOTE_CHARS) return [];
    if (OPENING.test(text)) return [text];
    const label = LABEL.exec(text);
    if (label === null) return [];
    const isAlone = label[0].length >= text.length - 1;
    if (!isAlone) return /^h[1-6]$/.test(tag) ? [] : [text];
    const next = blocks[index + 1];
    return next === undefined || next.text.length > NOTE_CHARS
      ? []
      : [`${text.replace(/[:：]?$/, ':')} ${next.text}`];
  });
}
