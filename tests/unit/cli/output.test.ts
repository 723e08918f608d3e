import { describe, expect, test } from 'vitest';
import { harmless, harmlessJson, passing } from '../../../src/cli/output.ts';

describe('what is printed', () => {
  test('a title cannot clear the screen, name the window, beep or turn its line around', () => {
    expect(harmless('a\u001b[2J\u001b]0;owned\u0007b\u009b31m\u0008\r\u202egpj.exe\u2066', true)).toBe(
      'a[2J]0;ownedb31mgpj.exe',
    );
  });

  test('lines, tabs, our colours and marks of right-to-left writing stay', () => {
    const text = 'one\n\t\u001b[32mtwo\u001b[0m \u200fשלום';
    expect(harmless(text, true)).toBe(text);
  });

  test('without colours, as in a pipe, no code is left', () => {
    expect(harmless('\u001b[31mred\u001b[0m', false)).toBe('red');
  });

  test('concealed and blinking text is none of our colours', () => {
    expect(harmless('\u001b[8mhidden\u001b[5m', true)).toBe('[8mhidden[5m');
  });

  test('JSON says the same, with nothing in it that steers a terminal', () => {
    const value = { title: 'a\u001b[2J\u009b31m\u202e\u007f' };
    const printed = harmlessJson(value);
    expect(JSON.parse(printed)).toEqual(value);
    expect(printed).not.toMatch(/[\p{Cc}\u202e]/u);
  });
});

describe('a passing line', () => {
  test('stays within one row, or clearing it would leave its first rows', () => {
    expect(passing('Asked 2 addresses so far. https://example.org/feed/: 404', 40)).toBe(
      'Asked 2 addresses so far. https://exam…',
    );
    expect(passing('x'.repeat(39), 40)).toHaveLength(39);
  });

  test('is cut by columns, of which a wide letter takes two', () => {
    expect(passing('选举'.repeat(20), 12)).toBe('选举选举选…');
  });

  test('has eighty columns where the terminal does not say', () => {
    expect(passing('x'.repeat(100), undefined)).toHaveLength(79);
    expect(passing('x'.repeat(100), 0)).toHaveLength(79);
  });

  test('carries nothing that steers', () => {
    expect(passing('a\u001b[2Jb\nc', 80)).toBe('a[2Jbc');
  });
});
