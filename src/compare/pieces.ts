// How texts are taken apart to be compared: paragraphs, and in them words, blanks and signs. Nothing is left out, so the
// pieces of a paragraph put together again are the paragraph.

/** Paragraphs without the blanks around them; none is empty. */
export const paragraphsOf = (text: string): string[] =>
  text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** characters of scripts without blanks one by one; words, also 1,200.50 and it's; blanks; signs one by one */
const PIECES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*|[\p{L}\p{N}\p{M}_]+(?:['’.,][\p{L}\p{N}]+)*|\s+|[\s\S]/gu;

export const piecesOf = (text: string): string[] => text.match(PIECES) ?? [];

export const isWord = (piece: string): boolean => /[\p{L}\p{N}]/u.test(piece);
