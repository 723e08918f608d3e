import { describe, expect, test } from 'vitest';
import { readTokens } from '../../../../src/tag/entities/crf/tokens.ts';
import { readDocument } from '../../../../src/tag/entities/word.ts';

const NATIONS = new Set(['us', 'turkey', 'turkish', 'syrian']);
const cut = (text: string): string[][] => {
  const { raws, sentences } = readTokens(readDocument('', text), (word) => NATIONS.has(word));
  return sentences.map((first, number) => raws.slice(first, sentences[number + 1]));
};
const line = (text: string): string =>
  cut(text)
    .map((sentence) => sentence.join(' '))
    .join(' | ');

describe('tokens as the training texts have them', () => {
  test.each([
    ["Turkey's role", "Turkey 's role"],
    ['the U.S. Senate', 'the U.S. Senate'],
    ['Washington, D.C.', 'Washington , D.C.'],
    ['Mr. Smith and J. Doe', 'Mr. Smith and J. Doe'],
    ["O'Brien of AT&T", "O'Brien of AT&T"],
    ['ISIS-related cases', 'ISIS - related cases'],
    ['anti-Israel words', 'anti - Israel words'],
    ['Saudi-born', 'Saudi - born'],
    ['Turkish-Syrian and Turkish–Syrian', 'Turkish - Syrian and Turkish – Syrian'],
    ['Al-Shabaab, Ban Ki-moon', 'Al-Shabaab , Ban Ki-moon'],
    ['the so-called plan', 'the so-called plan'],
    ["they don't know", "they do n't know"],
    ['at 11:00 with 1,000 of 3.5', 'at 11:00 with 1,000 of 3.5'],
    ['Center for Freedom (SCF), which', 'Center for Freedom ( SCF ) , which'],
    ['She left. He stayed.', 'She left . | He stayed .'],
    ['He said: “It is late.” Then Ada left.', 'He said : “ It is late . ” | Then Ada left .'],
    ['Acme Inc. said no.', 'Acme Inc. said no .'],
    ['one\ntwo', 'one | two'],
  ])('%s', (text, expected) => {
    expect(line(text)).toBe(expected);
  });

  test('a title is a sentence of the same document', () => {
    const { raws, sentences } = readTokens(readDocument('Quill leaves', 'She left.'), () => false);
    expect(sentences.map((first) => raws[first])).toEqual(['Quill', 'She']);
  });

  test('every word of the document belongs to one token, in order', () => {
    const text = "“A.B.C-d’s e@f.gh — İ, O'x’s (y)-z U.S.-Turkey\u00a0q";
    const document = readDocument('t-T', text);
    const { firstWord, lastWord } = readTokens(document, () => false);
    const covered = firstWord.flatMap((first, at) =>
      first < 0 ? [] : Array.from({ length: (lastWord[at] ?? 0) - first + 1 }, (_, n) => first + n),
    );
    expect(covered).toEqual(document.words.map((_, at) => at));
  });
});
