// Pairs of states of an article, and what the later one is to the earlier: the rule by which revisions are made.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeChange, type State } from '../../../src/compare/judge.ts';

const BODY = `The ferry Nordlys ran aground off the island of Hitra on Tuesday morning, the coast guard said. Twelve people were hurt.

Rescuers brought 340 passengers ashore in lifeboats. "We saw the rocks much too late," said Kari Holm, who was on her way home to Trondheim.

The operator, Kystlinjen, did not say how fast the ship was going. An inquiry will begin next week.

The harbour stays closed until the wreck has been towed away, and fishermen were told to keep two miles off.

Hitra has seen three such accidents since 2011, more than any other island on that coast.`;

const state = (text: string, more: Partial<State> = {}): State => ({
  title: 'Ferry runs aground off Hitra',
  text,
  quality: 'full',
  ...more,
});
const edited = (from: string | RegExp, to: string): string => {
  const text = BODY.replace(from, to);
  if (text === BODY) throw new Error(`nothing is replaced: ${from}`);
  return text;
};
const kindOf = (before: State, after: State) => {
  const judged = judgeChange(before, after);
  return judged.kind ?? judged.why;
};
const kind = (text: string, more: Partial<State> = {}) => kindOf(state(BODY), state(text, more));

describe('no revision: what a page changes by itself', () => {
  test.each([
    ['a comment counter', `${BODY}\n\n14 comments`, `${BODY}\n\n1,203 comments`],
    ['a counter of shares in a line of its own', `${BODY}\n\n12 shares`, `${BODY}\n\n3.4K shares`],
    [
      'views in the middle of a line',
      `Nordlys | 1,204 views\n\n${BODY}`,
      `Nordlys | 99,411 views\n\n${BODY}`,
    ],
    ['how long ago', `Posted 5 minutes ago\n\n${BODY}`, `Posted 3 hours ago\n\n${BODY}`],
    ['how long ago, in German', `Vor 5 Minuten\n\n${BODY}`, `Vor 2 Stunden\n\n${BODY}`],
    [
      'how long ago, in Spanish and French',
      `Hace 5 minutos\n\nIl y a 2 heures\n\n${BODY}`,
      `Hace 3 horas\n\nIl y a 6 jours\n\n${BODY}`,
    ],
    [
      'a stamp',
      `Updated 10:04 GMT, Tue 3 March 2026\n\n${BODY}`,
      `Updated 18:31 GMT, Wed 4 March 2026\n\n${BODY}`,
    ],
    ['a stamp that was not there', BODY, `Last updated: 4 March 2026 at 6.31 pm\n\n${BODY}`],
    ['a stamp in brackets', `Oslo (updated 10:04) — ${BODY}`, `Oslo (updated 12:20) — ${BODY}`],
    ['a German stamp', `Stand: 03.03.2026, 10:04 Uhr\n\n${BODY}`, `Stand: 04.03.2026, 18:31 Uhr\n\n${BODY}`],
    ['a line that is only a date', `3 March 2026, 10:04\n\n${BODY}`, `4 March 2026, 11:59\n\n${BODY}`],
    ['an advertisement', BODY, edited('\n\nThe operator', '\n\nAdvertisement\n\nThe operator')],
    ['a sponsored line', BODY, `${BODY}\n\nSponsored: boots for every weather`],
    [
      'links to other articles',
      `${BODY}\n\nRead more: Storm closes the bridge`,
      `${BODY}\n\nRead more: Salmon prices fall again\n\nRelated: Ten years of ferries`,
    ],
    ['a prompt to share', BODY, `${BODY}\n\nShare this article`],
    ['the time it takes to read', `4 min read\n\n${BODY}`, `5 min read\n\n${BODY}`],
  ])('%s', (_, before, after) => {
    expect(before).not.toBe(after);
    expect(kindOf(state(before), state(after))).toBe('same');
  });
});

describe('no revision: typography', () => {
  test.each([
    ['curly quotation marks', edited(/"([^"]*)"/, '“$1”')],
    ['dashes and ellipses', edited('too late,', 'too late …')],
    ['blanks, also unbreakable ones', edited('340 passengers', '340\u00a0 passengers')],
    ['paragraphs joined', edited('hurt.\n\nRescuers', 'hurt. Rescuers')],
    ['paragraphs parted', edited('said. Twelve', 'said.\n\nTwelve')],
    ['a soft hyphen', edited('fishermen', 'fisher\u00admen')],
    ['a number word as digits', edited('Twelve people', '12 people')],
    ['an accent', edited('Kari', 'Kári')],
    ['a comma', edited('Tuesday morning, the', 'Tuesday morning the')],
  ])('%s', (_, after) => expect(kind(after)).toBe('same'));

  test.each([
    ['grouping of digits', 'It cost 1,200,000 kroner to tow.', 'It cost 1 200 000 kroner to tow.'],
    ['dots of an abbreviation', 'He flew to the U.S. at once.', 'He flew to the US at once.'],
  ])('%s', (_, before, after) => expect(kindOf(state(before), state(after))).toBe('same'));
});

describe('no revision: slips of the pen and a word or two', () => {
  test.each([
    ['a letter put right in a plain word', edited('lifeboats', 'lifebaots')],
    ['an ending', edited('accidents', 'accident')],
    ['a word for another one', edited('such accidents', 'similar accidents')],
    ['two small words', edited('much too late', 'far too late, really')],
  ])('%s', (_, after) => expect(kind(after)).toBe('tiny'));

  test('a paragraph that only moved', () => {
    const [first = '', ...rest] = BODY.split('\n\n');
    expect(kind([...rest, first].join('\n\n'))).toBe('same');
  });
});

describe('minor: kept, and told only to those who had not heard', () => {
  test.each([
    ['a name spelt right', edited('Kari Holm', 'Kari Holme')],
    [
      'a sentence put in other words',
      edited(
        'The harbour stays closed until the wreck has been towed away',
        'Nothing may enter the harbour before the wreck is gone',
      ),
    ],
    [
      'a short sentence of plain words',
      edited('on that coast.', 'on that coast. The weather was calm and clear.'),
    ],
  ])('%s', (_, after) => expect(kind(after)).toBe('minor'));
});

describe('substantial: news', () => {
  test.each([
    ['a death toll', edited('Twelve people', 'Fourteen people')],
    ['a number in digits', edited('340 passengers', '430 passengers')],
    ['a number that went', edited('Rescuers brought 340 passengers', 'Rescuers brought passengers')],
    ['a date in a sentence', edited('since 2011', 'since 2001')],
    ['another name', edited('Kari Holm', 'Anne Lie')],
    ['a place', edited('home to Trondheim', 'home to Kristiansund')],
    ['a negation that went', edited('did not say', 'did say')],
    ['a negation that came', edited('An inquiry will begin', 'An inquiry will not begin')],
    [
      'a paragraph',
      `${BODY}\n\nThe captain has been released, a lawyer for the crew told reporters in the evening, after he had been questioned for hours about the night before.`,
    ],
    ['a paragraph that went from the middle', edited(/Rescuers brought[\s\S]*?Trondheim\.\n\n/, '')],
    [
      'a text written anew',
      'The wreck of a ferry was towed to Bergen. Nobody was on board, and its owners fear that it can not be mended any more.',
    ],
    [
      'votes and shares that are the news',
      edited('An inquiry will begin next week.', 'An inquiry was refused by 61 votes to 58.'),
    ],
  ])('%s', (_, after) => expect(kind(after)).toBe('substantial'));

  test.each([
    ['votes', 'The motion was lost by 61 votes to 58 in the chamber on the hill.', '61 votes', '63 votes'],
    [
      'shares',
      'The fund bought 1,200 shares of the yard in the first quarter of that year.',
      '1,200',
      '2,100',
    ],
    ['a Japanese toll', '海岸で船が座礁し、三人が死亡したと警察が発表した。', '三人', '五人'],
    [
      'a German toll',
      'Bei dem Unglück starben drei Menschen, wie die Küstenwache am Abend mitteilte.',
      'drei',
      'fünf',
    ],
    [
      'a date of publication in a sentence',
      'The report was published on 3 March and says who knew of the rocks.',
      '3 March',
      '9 March',
    ],
    [
      'a sentence that begins as a prompt to share',
      'Share prices of the operator fell by 12 percent.',
      '12',
      '21',
    ],
  ])('%s', (_, text, from, to) =>
    expect(kindOf(state(text), state(text.replace(from, to)))).toBe('substantial'),
  );
});

describe('headline', () => {
  test('another one alone is a revision', () => {
    expect(kind(BODY, { title: 'Passengers saved as ferry hits rocks' })).toBe('headline');
    expect(kind(BODY, { title: 'Ferry runs aground off Frøya' })).toBe('headline');
  });
  test('one that only lost its label, its case or a slip is not', () => {
    expect(kind(BODY, { title: 'BREAKING: Ferry runs aground off Hitra' })).toBe('same');
    expect(kind(BODY, { title: 'Ferry Runs Aground Off Hitra' })).toBe('same');
    expect(kind(BODY, { title: 'Ferry runs agruond off Hitra' })).toBe('tiny');
  });
  test('with other facts below it is an update', () => {
    expect(kind(edited('Twelve', 'Thirteen'), { title: 'Thirteen hurt as ferry hits rocks' })).toBe(
      'substantial',
    );
  });
});

describe('correction', () => {
  test.each([
    [
      'at the end',
      `${BODY}\n\nCorrection: an earlier version of this article gave the wrong number of passengers.`,
    ],
    ['at the beginning', `Correction (4 March 2026): The ferry belongs to another operator.\n\n${BODY}`],
    [
      'in a sentence',
      `${BODY}\n\nThis article was amended on 4 March. An earlier version misstated the name of the captain.`,
    ],
    ["as an editor's note", `${BODY}\n\nEditor's note: the second paragraph was wrong about the lifeboats.`],
    ['as a clarification', `${BODY}\n\nClarification: the inquiry is one of the ministry.`],
    [
      'in German',
      `${BODY}\n\nAnmerkung der Redaktion: In einer früheren Version stand eine falsche Zahl. Wir haben das korrigiert.`,
    ],
    ['in French', `${BODY}\n\nRectificatif : le navire appartient à un autre armateur.`],
    ['in Spanish', `${BODY}\n\nFe de errores: el barco pertenece a otra empresa.`],
    [
      'beside other changes',
      `${edited('Twelve', 'Fourteen')}\n\nCorrection: fourteen people were hurt, not twelve.`,
    ],
  ])('a note %s', (_, after) => expect(kind(after)).toBe('correction'));

  test('a note that the page marks as such, and a headline that says so', () => {
    expect(
      kindOf(state(BODY, { corrections: [] }), state(BODY, { corrections: ['The captain is Per Moe.'] })),
    ).toBe('correction');
    expect(kind(BODY, { title: 'CORRECTED: Ferry runs aground off Hitra' })).toBe('correction');
  });

  test('a note that was there already is none, also when its spelling was mended', () => {
    const noted = `${BODY}\n\nCorrection: an earlier version of this article gave the wrong number of pasengers.`;
    expect(kindOf(state(noted), state(noted.replace('pasengers', 'passengers')))).toBe('tiny');
    expect(kindOf(state(noted), state(`${noted}\n\nCorrection: the island is Smøla.`))).toBe('correction');
  });

  test("an editor's note that warns of pictures, and corrections that are the subject, are none", () => {
    expect(kind(`${BODY}\n\nEditor's note: some readers may find this distressing.`)).not.toBe('correction');
    expect(kind(edited('An inquiry', 'Corrections officers were sent. An inquiry'))).not.toBe('correction');
  });
});

describe('what stands in the place of a text', () => {
  test('a teaser is no change', () => {
    expect(kind(BODY.split('\n\n').slice(0, 2).join('\n\n'))).toBe('cut');
    expect(kind(`${BODY.split('\n\n')[0]}\n\nSubscribe to go on reading`)).toBe('cut');
  });
  test('the word of the feed never replaces the page; the page replaces the word of the feed', () => {
    const summary = state('A ferry ran aground.', { quality: 'summary' });
    expect(kindOf(state(BODY), summary)).toBe('poorer');
    expect(kindOf(summary, state(BODY))).toBe('fuller');
  });
});

test('how many words changed is counted outside of what changes by itself', () => {
  const before = state(`Updated 10:04 GMT\n\n${BODY}`);
  const after = state(`Updated 11:30 GMT\n\n${edited('Twelve people', 'At least fourteen people')}`);
  expect(judgeChange(before, after)).toEqual({ kind: 'substantial', added: 3, removed: 1 });
});

test('an equal text is never a revision, and every text is judged', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 300 });
  fc.assert(
    fc.property(text, text, (one, other) => {
      expect(kindOf(state(one), state(one))).toBe('same');
      expect(judgeChange(state(one), state(other))).toHaveProperty('kind');
    }),
  );
});

describe('bounded, whatever the text', () => {
  test.each([
    ['words without end', (n: number) => `w${n} `],
    ['digits', (n: number) => String(n)],
    ['groups of three digits', () => '111 '],
    ['stamps', () => 'updated 1 '],
    ['stamps of digits', () => 'updated 1111'],
    ['dots', () => 'A.'],
    ['quotation marks', () => '\'" '],
    ['line breaks', (n: number) => `${n}\n`],
    ['one letter', () => 'a'],
    ['brackets', () => '(.) '],
    ['earlier versions', () => 'an earlier version '],
  ])('%s: 500,000 characters in a moment', (_, piece) => {
    const long = (from: number) =>
      Array.from({ length: 500_000 }, (_, n) => piece(n + from))
        .join('')
        .slice(0, 500_000);
    const [before, after] = [state(long(0)), state(`x${long(7)}x`)];
    const start = process.cpuUsage();
    judgeChange(before, after);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1e6).toBeLessThan(1);
  });
});
