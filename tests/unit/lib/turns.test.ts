import { expect, test } from 'vitest';
import { createTurns } from '../../../src/lib/turns.ts';

test('the next one begins when the one before has ended, in the order of the calls', async () => {
  const inTurn = createTurns();
  const seen: string[] = [];
  const work = (name: string) => async () => {
    seen.push(`${name} begins`);
    await new Promise((turn) => setImmediate(turn));
    seen.push(`${name} ends`);
    return name;
  };
  expect(await Promise.all([inTurn(work('a')), inTurn(work('b'))])).toEqual(['a', 'b']);
  expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
});

test('an error reaches the one whose work it was, and the line goes on', async () => {
  const inTurn = createTurns();
  const failing = inTurn(() => Promise.reject(new Error('mine')));
  const following = inTurn(async () => 'fine');
  await expect(failing).rejects.toThrow('mine');
  expect(await following).toBe('fine');
});
