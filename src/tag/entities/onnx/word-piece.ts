// The tokeniser of BERT models: text → words with their places → pieces that the model has numbers for.
// Follows BasicTokenizer and WordpieceTokenizer of the BERT reference code; linear in the length of the text.

/** A word or a single sign of punctuation, by its UTF-16 place in the text, with the numbers of its pieces. */
export type PieceWord = { start: number; end: number; ids: number[] };

export type WordPiece = {
  /** the numbers of [CLS] and [SEP], which frame every window */
  opens: number;
  closes: number;
  cut(text: string): PieceWord[];
};

/** Longer words are unknown to BERT as well. */
const LONGEST_WORD = 100;

const SPACE = /^[\s\p{Zs}]$/u;
/** control and format characters join what stands around them */
const NOTHING = /^[\p{Cc}\p{Cf}\p{Co}\p{Cs}\uFFFD]$/u;
const ALONE = /^[!-/:-@[-`{-~\p{P}\p{sc=Han}]$/u;
const MARKS = /\p{Mn}/gu;

/**
 * @param vocabulary the text of vocab.txt: one piece a line, its number the line's
 * @param lowercase the model was trained without case and accents
 * @returns null when [CLS], [SEP] or [UNK] is missing
 */
export function createWordPiece(vocabulary: string, lowercase: boolean): WordPiece | null {
  const ids = new Map(vocabulary.split(/\r?\n/).map((piece, id) => [piece, id]));
  const opens = ids.get('[CLS]');
  const closes = ids.get('[SEP]');
  const unknown = ids.get('[UNK]');
  if (opens === undefined || closes === undefined || unknown === undefined) return null;
  const cut = (text: string): PieceWord[] =>
    readWords(text).map(({ start, end, raw }) => {
      const word = lowercase ? raw.toLowerCase().normalize('NFD').replace(MARKS, '') : raw;
      return { start, end, ids: piecesOf(word, ids) ?? [unknown] };
    });
  return { opens, closes, cut };
}

type RawWord = { start: number; end: number; raw: string };

function readWords(text: string): RawWord[] {
  const words: RawWord[] = [];
  let open: RawWord | null = null;
  let at = 0;
  for (const sign of text) {
    const start = at;
    at += sign.length;
    if (SPACE.test(sign)) open = null;
    else if (NOTHING.test(sign)) continue;
    else if (ALONE.test(sign)) {
      words.push({ start, end: at, raw: sign });
      open = null;
    } else if (open === null) {
      open = { start, end: at, raw: sign };
      words.push(open);
    } else {
      open.raw += sign;
      open.end = at;
    }
  }
  return words;
}

/** The longest piece first, again and again; null when a rest fits none. */
function piecesOf(word: string, ids: ReadonlyMap<string, number>): number[] | null {
  if (word.length === 0 || word.length > LONGEST_WORD) return null;
  const pieces: number[] = [];
  let from = 0;
  while (from < word.length) {
    let to = word.length;
    let id: number | undefined;
    for (; to > from; to--) {
      id = ids.get((from > 0 ? '##' : '') + word.slice(from, to));
      if (id !== undefined) break;
    }
    if (id === undefined) return null;
    pieces.push(id);
    from = to;
  }
  return pieces;
}
