import { expect, test } from 'vitest';
import { type Move, trackMove } from '../../../src/feed/moved.ts';

const FROM = 'https://old.example/feed';
const TO = 'https://new.example/feed';

function follow(targets: [day: string, target: string | null][]) {
  let move: Move | null = null;
  return targets.map(([day, target]) => {
    const seen = trackMove(move, FROM, target, new Date(`2026-01-${day}T12:00:00Z`));
    move = seen.move;
    return seen.rewriteTo;
  });
}

test('a permanent redirect is taken once it was seen on several polls and on another day', () => {
  expect(
    follow([
      ['01', TO],
      ['01', TO],
      ['01', TO],
      ['01', TO],
      ['02', TO],
    ]),
  ).toEqual([null, null, null, null, TO]);
  expect(
    follow([
      ['01', TO],
      ['02', TO],
      ['03', TO],
    ]),
  ).toEqual([null, null, TO]);
});

test('another target, or none, begins the count anew', () => {
  const elsewhere = 'https://maintenance.example/';
  expect(
    follow([
      ['01', TO],
      ['02', elsewhere],
      ['03', TO],
      ['04', TO],
    ]),
  ).toEqual([null, null, null, null]);
  expect(
    follow([
      ['01', TO],
      ['02', null],
      ['03', TO],
      ['04', TO],
      ['05', TO],
    ]),
  ).toEqual([null, null, null, null, TO]);
});

test('https instead of http of the same address is taken at once, another path or port is not', () => {
  const now = new Date('2026-01-01');
  const from = 'http://old.example/feed?a=1';
  expect(trackMove(null, from, 'https://old.example/feed?a=1', now).rewriteTo).toBe(
    'https://old.example/feed?a=1',
  );
  for (const target of [
    'https://old.example/other',
    'https://www.old.example/feed?a=1',
    'https://old.example:8443/feed?a=1',
  ])
    expect(trackMove(null, from, target, now).rewriteTo).toBeNull();
});
