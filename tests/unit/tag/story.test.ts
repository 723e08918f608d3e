import { describe, expect, test } from 'vitest';
import { STORY_CONTAINMENT, storyFingerprint } from '../../../src/tag/story.ts';

const words = (n: number, seed: number) =>
  Array.from({ length: n }, (_, i) => `word${(i * 7919 + seed * 104_729) % 5003}`).join(' ');

/** share of the smaller sample that both have, as the store computes it */
function containment(a: string, b: string): number {
  const [one, other] = [storyFingerprint(a), new Set(storyFingerprint(b))];
  return one.filter((hash) => other.has(hash)).length / Math.min(one.length, other.size);
}

describe('story fingerprints', () => {
  const text = words(400, 1);

  test('a verbatim copy, a copy cut to a third and a copy with a new start join', () => {
    expect(containment(text, text)).toBe(1);
    expect(containment(text, text.split(' ').slice(0, 140).join(' '))).toBeGreaterThan(0.9);
    expect(containment(text, `${words(60, 9)} ${text}`)).toBeGreaterThan(0.9);
  });

  test('a copy with every twelfth word changed joins still', () => {
    const edited = text
      .split(' ')
      .map((word, i) => (i % 12 === 5 ? 'changed' : word))
      .join(' ');
    expect(containment(text, edited)).toBeGreaterThan(STORY_CONTAINMENT);
  });

  test('another text does not join', () => {
    expect(containment(text, words(400, 2))).toBeLessThan(0.05);
  });

  test('letter case, accents and punctuation make no difference', () => {
    expect(containment(text, text.toUpperCase().replaceAll(' ', ' – '))).toBe(1);
  });

  test('a text too short to judge has no fingerprint, so it joins nothing', () => {
    expect(storyFingerprint(words(30, 1))).toEqual([]);
  });
});
