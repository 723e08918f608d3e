// Tables: aligned in the terminal's columns, whatever the script, and readable where the terminal is narrow.
import { expect, test } from 'vitest';
import { columnsOf, inPlace, padTo } from '../../../src/cli/columns.ts';
import { table } from '../../../src/cli/table.ts';
import { flow } from '../../../src/cli/wrap.ts';

const heads = ['CODE', 'TOPIC', 'BY', 'RETIRED'];
const widest = (text: string): number => Math.max(...text.split('\n').map(columnsOf));

test('wide letters take two columns, marks on letters none', () => {
  expect(columnsOf('选举')).toBe(4);
  expect(columnsOf('e\u0301')).toBe(1);
  expect(columnsOf('\u200eسجن\u200e')).toBe(3);
  expect(columnsOf('\u001b[32mred\u001b[0m')).toBe(3);
  expect(columnsOf(padTo('选举', 6))).toBe(6);
});

test('columns stay aligned behind Chinese, Arabic and empty cells', () => {
  const lines = table(heads, [
    ['1', '选举', 'Wahl', 'x'],
    ['2', 'سجن', null, 'x'],
    ['3', 'vote', '', 'x'],
  ]).split('\n');
  const places = lines.slice(1).map((line) => columnsOf(line.slice(0, line.lastIndexOf('x'))));
  expect(new Set(places).size).toBe(1);
});

test('what is written from the right stands between marks, once', () => {
  expect(inPlace('سجن')).toBe('\u200eسجن\u200e');
  expect(inPlace(inPlace('سجن'))).toBe('\u200eسجن\u200e');
  expect(inPlace('vote')).toBe('vote');
});

test.each([40, 60, 80])('in %i columns no line is longer', (columns) => {
  const rows = [
    ['20000577', 'intergovernmental elections', 'staatsübergreifende Wahl (de)', null],
    ['20000030', 'music theatre', null, '2021-09-30'],
  ];
  const shown = table(heads, rows, columns);
  expect(widest(shown)).toBeLessThanOrEqual(columns);
  for (const word of ['20000577', 'intergovernmental', 'staatsübergreifende', '2021-09-30'])
    expect(shown).toContain(word);
});

test('the last column is wrapped below itself where that is enough', () => {
  expect(table(['ID', 'TITLE'], [[1, 'one two three four five six']], 26)).toBe(
    'ID  TITLE\n1   one two three four\n    five six',
  );
});

test('a list of nine columns becomes small paragraphs, without its empty cells', () => {
  const nine = ['ID', 'STATE', 'ITEMS', 'A WEEK', 'DELAY', 'LAST GOOD', 'NEXT', 'TITLE', 'ADDRESS'];
  const row = [
    7,
    'active',
    52,
    null,
    null,
    '2026-11-23 10:41Z',
    null,
    'Harbour News',
    'https://harbour.example/feed.xml',
  ];
  const shown = table(nine, [row], 40);
  expect(shown.split('\n')[0]).toBe('7 active');
  expect(shown).toContain('title Harbour News');
  expect(shown).not.toContain('a week');
  expect(widest(shown)).toBeLessThanOrEqual(48); // an address is not cut
});

test('in a pipe every row is one line', () => {
  const long = 'word '.repeat(80).trim();
  expect(table(['ID', 'TITLE'], [[1, long]], undefined).split('\n')).toHaveLength(2);
});

test('running lines are wrapped at words under their indent, and left alone in a pipe', () => {
  const line = '  20000103 terrorism 0.81 by rule (islamic state, terrorists, jihadists, car bomb)';
  expect(widest(flow(line, 4, 40))).toBeLessThanOrEqual(40);
  expect(flow(line, 4, 40).split('\n')[1]).toMatch(/^ {6}\S/);
  expect(flow('short  line', 4, 40)).toBe('short  line');
  expect(flow('  user:port-strikes  Strikes in the ports of the north', 0, 46).split('\n')[1]).toMatch(
    /^ {21}\S/,
  );
  expect(flow(line, 4, undefined)).toBe(line);
});
