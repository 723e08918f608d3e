// Tags a two-column CoNLL file: the tokens as given, blank lines kept, one BIO2 tag for each token.
// The text is put together from its tokens again, so both ways of tagging run the same code.
import type { Mention } from '../model/article.ts';
import type { Vocabulary } from './compile.ts';
import { findMentions } from './entities/find.ts';
import type { GivenToken } from './entities/named.ts';

type Token = GivenToken & { line: number };

const NO_SPACE_BEFORE = /^(?:[,.;:!?%)\]}”’]|'s|’s|n't|n’t|'ll|'re|'ve|'d|'m|\.\.\.|-)$/;
const NO_SPACE_AFTER = /^[([{“‘$£€#-]$/;

/** A document of more sentences is a whole corpus whose boundaries are lost: it is read in stretches. */
const LONGEST_DOCUMENT = 200;
const STRETCH = 20;

/**
 * @param lines a file's lines: `token<white space>anything`; `-DOCSTART-` begins a document, a blank line ends a sentence
 * @returns as many lines, `token<TAB>TAG`
 */
export function tagConll(lines: readonly string[], vocabulary: Vocabulary): string[] {
  const out = lines.map((line) => (line.trim() === '' ? '' : `${tokenOf(line)}\tO`));
  let start = 0;
  for (let at = 0; at <= lines.length; at++) {
    if (at < lines.length && !lines[at]?.startsWith('-DOCSTART-')) continue;
    for (const [from, to] of cutLong(lines, start, at)) tagDocument(lines, from, to, out, vocabulary);
    start = at + 1;
  }
  return out;
}

const tokenOf = (line: string): string => line.trim().split(/\s+/)[0] ?? '';

/** The stretch itself, or stretches of some sentences each where it is too long to be one document. */
function cutLong(lines: readonly string[], from: number, to: number): [from: number, to: number][] {
  const breaks: number[] = [];
  for (let at = from; at < to; at++) {
    if (lines[at]?.trim() === '' && at > from && lines[at - 1]?.trim() !== '') breaks.push(at);
  }
  if (breaks.length <= LONGEST_DOCUMENT) return [[from, to]];
  const starts = [from, ...breaks.filter((_, number) => number % STRETCH === STRETCH - 1)];
  return starts.map((start, number) => [start, starts[number + 1] ?? to]);
}

function tagDocument(
  lines: readonly string[],
  from: number,
  to: number,
  out: string[],
  vocabulary: Vocabulary,
): void {
  const { text, tokens } = join(lines, from, to);
  if (tokens.length === 0) return;
  const mentions = findMentions('', text, 'en', vocabulary.entities, { tokens });
  let next = 0;
  for (const mention of mentions) {
    while (next < tokens.length && (tokens[next] as Token).end <= mention.start) next++;
    for (let at = next, begun = false; at < tokens.length; at++) {
      const token = tokens[at] as Token;
      if (token.start >= mention.end) break;
      if (!covers(mention, token, text)) continue;
      out[token.line] = `${text.slice(token.start, token.end)}\t${begun ? 'I' : 'B'}-${mention.type}`;
      begun = true;
    }
  }
}

/** A mention tags a token when it holds all its letters and digits: U.S covers U.S., ISIS does not cover ISIS-led. */
function covers(mention: Mention, token: Token, text: string): boolean {
  const before = text.slice(token.start, Math.max(token.start, mention.start));
  const after = text.slice(Math.min(token.end, mention.end), token.end);
  return !/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(after);
}

/** Sentences on lines of their own; brackets and final punctuation close up as in running text. */
function join(lines: readonly string[], from: number, to: number): { text: string; tokens: Token[] } {
  const tokens: Token[] = [];
  const parts: string[] = [];
  let length = 0;
  let glue = true;
  let opensSentence = true;
  const add = (part: string): void => {
    parts.push(part);
    length += part.length;
  };
  for (let line = from; line < to; line++) {
    const token = tokenOf(lines[line] ?? '');
    if (token === '') {
      if (!opensSentence) add('\n');
      glue = true;
      opensSentence = true;
      continue;
    }
    if (!glue && !NO_SPACE_BEFORE.test(token)) add(' ');
    tokens.push({ line, start: length, end: length + token.length, opensSentence });
    add(token);
    glue = NO_SPACE_AFTER.test(token);
    opensSentence = false;
  }
  return { text: parts.join(''), tokens };
}
