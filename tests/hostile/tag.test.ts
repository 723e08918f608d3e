// Texts that no one wrote for readers: the tagger answers all of them, in time that grows with the length only.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tagText } from '../../src/tag/tag.ts';
import { shipped } from '../support/vocabulary.ts';

const tag = (text: string, title = '') => tagText({ title, text, lang: 'en' }, shipped);

const hostile: Record<string, string> = {
  'half a megabyte of capitals': 'TURKEY AND SYRIA '.repeat(30_000),
  'one word of 100,000 letters': 'A'.repeat(100_000),
  '50,000 brackets': '(SCF) ('.repeat(10_000),
  'bracketed acronyms after one long run': `${'Alpha Beta Of The And '.repeat(5000)}(ABOTA)`,
  'capitals in sequence': 'Alpha Beta Gamma '.repeat(20_000),
  'surnames without end': 'Maria Quill said. Quill said. '.repeat(10_000),
  'lone surrogates': '\ud83d Turkey \udc00 Syria \ud83d'.repeat(1000),
  'marks on marks': `Turkey${'\u0301'.repeat(20_000)} Syria`,
  'right-to-left and zero-width signs': '\u202eTurkey\u200b\u202c \u200fSyria\u00ad'.repeat(2000),
  'handles and addresses': '@Turkey#Syria://a@b.c '.repeat(20_000),
  'numbers only': '1 2.5 3,000 '.repeat(20_000),
  'guarded aliases without end': 'IS militants IS militants '.repeat(500),
};

test.each(Object.entries(hostile))('%s is tagged within seconds', (_, text) => {
  const started = process.cpuUsage();
  tag(text);
  const used = process.cpuUsage(started);
  expect((used.user + used.system) / 1e6).toBeLessThan(8);
});

test('eight times the text costs nowhere near 64 times the time', () => {
  const cost = (copies: number): number => {
    const text = 'Maria Quill of Vexholm Inc told ISIS militants in Turkey (VIT) that he left. '.repeat(
      copies,
    );
    const runs = Array.from({ length: 3 }, () => {
      const started = process.cpuUsage();
      tag(text);
      const used = process.cpuUsage(started);
      return used.user + used.system;
    });
    return Math.min(...runs);
  };
  cost(200);
  // generous: other work shares the machine
  expect(cost(2400) / cost(300)).toBeLessThan(20);
});

const word = fc.constantFrom(
  'Turkey',
  'ISIS',
  'Maria',
  'Quill',
  '(SCF)',
  "Erdoğan'ın",
  'U.S.',
  '\n\n',
  'of',
  'İ',
  '-',
  '@x',
  'the',
);

test('mentions lie in the text, in order, without overlap, and say what they stand on', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(word, { maxLength: 60 }).map((words) => words.join(' ')),
  );
  fc.assert(
    fc.property(text, text, (title, body) => {
      const { mentions } = tag(body, title);
      let field = 'title';
      let end = 0;
      for (const mention of mentions) {
        if (mention.field !== field) {
          expect(mention.field).toBe('body');
          field = 'body';
          end = 0;
        }
        expect(mention.start).toBeGreaterThanOrEqual(end);
        expect(mention.end).toBeGreaterThan(mention.start);
        expect((field === 'title' ? title : body).slice(mention.start, mention.end)).toBe(mention.text);
        expect(mention.score).toBeGreaterThan(0);
        expect(mention.score).toBeLessThanOrEqual(1);
        end = mention.end;
      }
    }),
    { numRuns: 150, seed: 11 },
  );
});

test('the same text gives the same tags', () => {
  const text = 'Maria Quill of Vexholm Inc told ISIS militants in Turkey that she left.';
  expect(tag(text, 'Quill leaves')).toEqual(tag(text, 'Quill leaves'));
});
