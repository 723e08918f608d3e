// A roster that begins from kept programs says what one built from the texts says, whatever happened meanwhile; and
// bytes that are not what was written are refused.
import { expect, test } from 'vitest';
import { packKept, queryCode, unpackKept } from '../../../src/match/kept.ts';
import { createRoster, type Standing } from '../../../src/match/roster.ts';

const standing = (id: number, query: string, rev = id, more: Partial<Standing> = {}): Standing => ({
  id,
  name: `s${id}`,
  state: 'active',
  version: 1,
  query,
  rev,
  ...more,
});

const QUERIES = [
  'harbour',
  '"central bank" AND rate*',
  'ship NEAR/3 storm',
  'lang:en NOT storm',
  '=Reading',
  'SCORE>1 (ship^2 storm^-1)',
  'entity:"Jane Roe" OR storm',
];
const ALL = QUERIES.map((query, index) => standing(index + 1, query));
const DOCS = [
  { title: 'A ship in the harbour', body: 'The storm hit the ship.', lang: 'en' },
  { title: 'Rates', body: 'The central bank raised its rates.', lang: 'en', entity: ['Jane Roe'] },
  { title: 'Reading', body: 'reading by the ship', lang: 'tr' },
];

const built = (rows: readonly Standing[]) => {
  const roster = createRoster();
  roster.apply(rows.toSorted((a, b) => a.rev - b.rev));
  return roster;
};
const bytesOf = (rows: readonly Standing[], code = 'v1') =>
  new Uint8Array(packKept(built(rows).keep(), code));
function reopened(bytes: Uint8Array<ArrayBuffer>, rows: readonly Standing[]) {
  const kept = unpackKept(bytes, 'v1');
  if ('refused' in kept) throw new Error(kept.refused);
  const roster = createRoster(kept);
  expect(DOCS.flatMap((doc) => roster.match(doc))).toEqual([]); // nothing is trusted before the store has spoken
  roster.apply(rows.toSorted((a, b) => a.rev - b.rev));
  return roster;
}
const verdicts = (roster: ReturnType<typeof built>) =>
  DOCS.map((doc) =>
    roster
      .match(doc)
      .map(({ id }) => id)
      .sort(),
  );

test('nothing is compiled again, and every verdict and reason is the same', () => {
  const roster = reopened(bytesOf(ALL), ALL);
  expect(roster.compiled()).toBe(0);
  expect(verdicts(roster)).toEqual(verdicts(built(ALL)));
  expect(verdicts(roster).flat().length).toBeGreaterThan(5);
  const [doc] = DOCS;
  if (doc) expect(roster.explain(3, doc)).toEqual(built(ALL).explain(3, doc));
});

test('what was changed, added or removed meanwhile counts as it is now', () => {
  const now = [
    ...ALL.slice(2).map((one) => (one.id === 4 ? standing(4, 'rates', 20, { version: 2 }) : one)),
    standing(1, 'harbour', 21, { state: 'removed' }),
    standing(9, 'reading', 22),
  ]; // the second one is gone without a trace
  const roster = reopened(bytesOf(ALL), now);
  expect(roster.compiled()).toBe(2);
  expect(roster.size()).toBe(6);
  expect(verdicts(roster)).toEqual(verdicts(built(now)));
});

test('a saved query that has another version is another query', () => {
  const uses = (query: string, version: number) => ({ uses: { places: { version, query } } });
  const before = [standing(1, '@places', 1, uses('harbour', 1))];
  const now = [standing(1, '@places', 2, uses('bank', 2))];
  const roster = reopened(bytesOf(before), now);
  expect(verdicts(roster)).toEqual([[], [1], []]);
});

test('the programs of another store under the same ids and revs are of no use', () => {
  const other = ALL.map((one) => ({ ...one, query: 'unheard' }));
  const roster = reopened(bytesOf(other), ALL);
  expect(roster.compiled()).toBe(ALL.length);
  expect(verdicts(roster)).toEqual(verdicts(built(ALL)));
});

test('a query that can not be read any more is told, and its old program is not used', () => {
  const roster = createRoster(built(ALL).keep());
  expect(
    roster.apply([standing(1, 'NOT', 9), ...ALL.slice(1).map((one) => ({ ...one, rev: one.rev + 20 }))]),
  ).toEqual([{ id: 1, problem: expect.any(String) }]);
  expect(verdicts(roster).flat()).not.toContain(1);
});

test('changes go on as in any roster', () => {
  const roster = reopened(bytesOf(ALL), ALL);
  roster.apply([standing(1, 'rates', 30), standing(4, '', 31, { state: 'removed' })]);
  const now = [standing(1, 'rates', 30), ...ALL.slice(1).filter(({ id }) => id !== 4)];
  expect(verdicts(roster)).toEqual(verdicts(built(now)));
});

test('cut, damaged and foreign bytes are refused, each with its reason', () => {
  const bytes = bytesOf(ALL);
  for (const length of [0, 7, 8, 100, bytes.length - 1])
    expect(unpackKept(bytes.slice(0, length), 'v1')).toEqual({
      refused: expect.stringMatching(/too short|damaged/),
    });
  for (let at = 0; at < bytes.length; at += 97) {
    const bad = bytes.slice();
    bad[at] = (bad[at] ?? 0) ^ 4;
    expect(unpackKept(bad, 'v1')).toEqual({ refused: 'damaged' });
  }
  expect(unpackKept(bytes, 'v2')).toEqual({ refused: 'written by another version' });
});

test('the code that compiles queries has a name of its own, which stays while it does', () => {
  expect(queryCode()).toMatch(/^[0-9a-f]{64}$/);
  expect(queryCode()).toBe(queryCode());
});
