import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentId } from '../../../src/lib/hash.ts';

const part = fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.constant(null));

test('different lists of parts have different ids, however the parts are cut', () => {
  fc.assert(
    fc.property(fc.array(part), fc.array(part), (a, b) => {
      const text = (parts: (string | number | null)[]) =>
        JSON.stringify(parts.map((one) => (one === null ? null : String(one))));
      return (text(a) === text(b)) === (contentId(...a) === contentId(...b));
    }),
  );
  expect(contentId('ab', 'c')).not.toBe(contentId('a', 'bc'));
  expect(contentId(null)).not.toBe(contentId(''));
});

test('an id can be a webhook id and a job key: no dots, no colons', () => {
  fc.assert(fc.property(fc.array(part), (parts) => /^[\w-]{32}$/.test(contentId(...parts))));
});
