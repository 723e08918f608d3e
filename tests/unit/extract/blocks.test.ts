// Paragraphs as a reader sees them, and which of them are furniture.
import { describe, expect, test } from 'vitest';
import { blocksOf, joinBlocks } from '../../../src/extract/blocks.ts';
import { filterBlocks } from '../../../src/extract/filter.ts';
import { parse } from '../../../src/extract/parse.ts';
import { PROMPTS } from '../../../src/extract/prompts.ts';

const blocks = (html: string) => blocksOf(parse(html).body);
const text = (html: string) => joinBlocks(blocks(html));
const NOBODY = { titles: [], byline: null };
const PROSE =
  '<p>The harbour master said on Tuesday that the old ferry would sail again before the summer ends.</p>';

describe('blocks', () => {
  test.each([
    ['paragraphs are parted by a blank line', '<p>one</p><p>two</p>', 'one\n\ntwo'],
    ['inline tags do not part words', '<p>har<b>bour</b> <i>mas</i>ter</p>', 'harbour master'],
    ['boxes part words that stand next to each other', '<div>one</div><div>two</div>', 'one\n\ntwo'],
    ['a line break parts, a run of them parts once', 'one<br><br><br>two', 'one\n\ntwo'],
    ['white space of all kinds is one space', '<p> one \n\t\u00a0two\u200b three </p>', 'one two three'],
    ['what steers a terminal is a space too', '<p>one&#27;[31m\x07two&#155;three</p>', 'one [31m two›three'],
    [
      'lists and tables give a block for each part',
      '<ul><li>a<ul><li>b</ul></ul><table><tr><td>c<td>d</table>',
      'a\n\nb\n\nc\n\nd',
    ],
    [
      'scripts, buttons and choices are not read',
      '<p>a<script>x</script><button>y</button><select><option>z</select></p>',
      'a',
    ],
    ['emoji and right-to-left text come through whole', '<p>👩‍👩‍👧 שלום مرحبا</p>', '👩‍👩‍👧 שלום مرحبا'],
  ])('%s', (_name, html, expected) => expect(text(html)).toBe(expected));

  test('a block knows its tag and how much of it is links', () => {
    const [head, item] = blocks('<h2>Tides</h2><ul><li><a href=x>half</a> half</ul>');
    expect(head).toMatchObject({ tag: 'h2', link: 0 });
    expect(item?.tag).toBe('li');
    expect(item?.link).toBeCloseTo(4 / 9);
  });
});

describe('prompts', () => {
  test.each(PROMPTS.map(({ goes, stays, pattern }) => ({ goes, stays, pattern })))(
    '"$goes" goes, "$stays" stays',
    ({ goes, stays, pattern }) => {
      expect(pattern.test(goes)).toBe(true);
      expect(PROMPTS.filter((one) => one.pattern.test(stays))).toEqual([]);
    },
  );
});

describe('the filter', () => {
  const kept = (html: string, known: { titles: string[]; byline: string | null } = NOBODY) =>
    joinBlocks(filterBlocks(blocks(html), known));

  test('the headline, byline and date above the text go', () => {
    const html = `<h2>The ferry sails again</h2><p>By Ada Lindqvist</p><p>14 March 2031, 9:20</p>${PROSE.repeat(1)}${PROSE.replace('Tuesday', 'Monday')}`;
    expect(kept(html, { titles: ['The ferry sails again'], byline: 'Ada Lindqvist' })).toBe(
      text(PROSE + PROSE.replace('Tuesday', 'Monday')),
    );
  });

  test('a paragraph that repeats at once is given once, one that repeats later twice', () => {
    const other = PROSE.replace('Tuesday', 'Monday');
    expect(kept(PROSE + PROSE + other + other.replace('Monday', 'Sunday') + PROSE)).toBe(
      text(PROSE + other + other.replace('Monday', 'Sunday') + PROSE),
    );
  });

  test('figures stay in a table and go between paragraphs', () => {
    const table = '<table><tr><th>Ships</th><th>2031</th></tr><tr><td>Hitra</td><td>118</td></tr></table>';
    const other = PROSE.replace('Tuesday', 'Monday');
    expect(kept(`${PROSE}${table}<div>118</div>${other}`)).toBe(text(PROSE + table + other));
  });

  test('cards of other articles after the end go', () => {
    const card = (name: string) =>
      `<h3><a href="/x">${name} in the harbour town</a></h3><p>A line about ${name}.</p>`;
    expect(
      kept(
        PROSE.repeat(1) +
          PROSE.replace('Tuesday', 'Monday').repeat(1) +
          PROSE.replace('Tuesday', 'Sunday') +
          PROSE.replace('Tuesday', 'Friday') +
          PROSE.replace('Tuesday', 'Thursday') +
          card('Storm') +
          card('Fish'),
      ),
    ).not.toContain('Storm');
  });

  test('linked headings that run through the whole text stay', () => {
    const part = (name: string) =>
      `<h3><a href="/x">${name} in the harbour town</a></h3>${PROSE.replace('Tuesday', name)}`;
    expect(kept(part('Monday') + part('Friday') + part('Sunday'))).toContain('Monday in the harbour town');
  });

  test('what says who the author is goes, what the author did stays', () => {
    const known = { titles: [], byline: 'Ada Lindqvist' };
    expect(
      kept(
        `${PROSE.repeat(1)}${PROSE.replace('Tuesday', 'Monday')}${PROSE.replace('Tuesday', 'Sunday')}<p>Ada Lindqvist is a freelance writer in the north.</p>`,
        known,
      ),
    ).not.toContain('freelance');
    expect(
      kept(`${PROSE}<p>Ada Lindqvist is suing the harbour, which she says owes her a boat.</p>`, known),
    ).toContain('suing');
  });

  test('a filter that wants a quarter of the text is wrong, and nothing goes', () => {
    const html = '<p>Share this article</p><p>Read more: ferries</p><p>Short text here.</p>';
    expect(kept(html)).toBe(text(html));
  });

  test('a list of short points before the first paragraph stays', () => {
    expect(kept(`<ul><li>New tasks<li>Bugs fixed</ul>${PROSE}`)).toContain('Bugs fixed');
  });
});
