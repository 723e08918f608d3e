import { expect, test } from 'vitest';
import { quiet } from '../../../src/queue/quiet.ts';

function listener() {
  const told: string[] = [];
  const clock = { now: 0 };
  const report = quiet(
    (queue, error, suppressed) => told.push(`${queue} ${error.message} ${suppressed}`),
    60_000,
    () => clock.now,
  );
  return { told, clock, report };
}

test('the same error of a queue is told once a minute, with the number of those swallowed', () => {
  const { told, clock, report } = listener();
  for (let n = 0; n < 5; n++) report('tick', new Error('lost'));
  clock.now = 60_000;
  report('tick', new Error('lost'));
  expect(told).toEqual(['tick lost 0', 'tick lost 4']);
});

test('another error, and the same one of another queue, are told at once', () => {
  const { told, report } = listener();
  report('tick', new Error('lost'));
  report('tick', new Error('full'));
  report('send-alerts', new Error('lost'));
  expect(told).toEqual(['tick lost 0', 'tick full 0', 'send-alerts lost 0']);
});

test('errors that never repeat do not fill the memory', () => {
  const { told, report } = listener();
  for (let n = 0; n < 1000; n++) report('tick', new Error(`job ${n}`));
  expect(told).toHaveLength(1000);
});
