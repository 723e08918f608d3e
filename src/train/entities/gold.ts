// Reads our own gold text: one sentence a line, names as [TYPE words], documents divided by blank lines, headlines
// behind "= ". The rules of marking stand beside the texts.
import { beginOf, TYPES } from '../../tag/entities/crf/labels.ts';
import { type IsNation, readTokens } from '../../tag/entities/crf/tokens.ts';
import { readDocument } from '../../tag/entities/word.ts';
import { addToken, emptyDocument, openSentence, type TrainDocument } from './document.ts';

const NAME = /\[(PER|ORG|LOC|MISC) ([^\]]+)\]/g;

const TYPE_NAMES: readonly string[] = TYPES;

type Marked = { text: string; names: { start: number; end: number; type: number }[] };

export function readGold(
  source: string,
  corpus: string,
  weight: number,
  isNation: IsNation,
): TrainDocument[] {
  const blocks = source
    .split(/\n\s*\n/)
    .map((block) => block.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#')));
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => {
      const document = emptyDocument(corpus, weight);
      for (const line of lines) addLine(document, readMarks(line.replace(/^= /, '')), isNation);
      return document;
    });
}

function readMarks(line: string): Marked {
  const names: Marked['names'] = [];
  let text = '';
  let from = 0;
  for (const found of line.matchAll(NAME)) {
    text += line.slice(from, found.index);
    const name = found[2] as string;
    names.push({
      start: text.length,
      end: text.length + name.length,
      type: TYPE_NAMES.indexOf(found[1] ?? ''),
    });
    text += name;
    from = found.index + found[0].length;
  }
  return { text: text + line.slice(from), names };
}

/** The tokens are those of the product; a name has all that lie inside it and hold one of its words. */
function addLine(document: TrainDocument, { text, names }: Marked, isNation: IsNation): void {
  const read = readDocument('', text);
  const tokens = readTokens(read, isNation);
  let open = -1;
  tokens.raws.forEach((raw, at) => {
    if (tokens.sentences.includes(at)) openSentence(document);
    const word = read.words[tokens.firstWord[at] as number];
    const name = names.findIndex(
      ({ start, end }) => word !== undefined && word.start >= start && word.start < end,
    );
    const between =
      name < 0 && word === undefined && open >= 0 && goesOn(read, tokens, at, names[open]?.end ?? 0);
    const inside = between ? open : name;
    const label = inside < 0 ? 0 : beginOf(names[inside]?.type as number) + (inside === open ? 1 : 0);
    addToken(document, raw, label);
    open = inside;
  });
}

/** Does a word of the same name follow this sign? */
function goesOn(
  read: ReturnType<typeof readDocument>,
  tokens: ReturnType<typeof readTokens>,
  at: number,
  end: number,
): boolean {
  let next = at + 1;
  while (next < tokens.firstWord.length && (tokens.firstWord[next] as number) < 0) next++;
  const word = read.words[tokens.firstWord[next] ?? -1];
  return word !== undefined && word.start < end;
}
