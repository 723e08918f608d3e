import { expect, test } from 'vitest';
import { snakeKeys } from '../../../src/cli/json-keys.ts';

test('keys are in snake_case at any depth, times stay times', () => {
  const at = new Date(0);
  expect(snakeKeys({ articleId: 1, list: [{ seenAt: at, storyId: null }], feed_id: 2 })).toEqual({
    article_id: 1,
    list: [{ seen_at: at, story_id: null }],
    feed_id: 2,
  });
});

test('names that an operator gave, and data as it stands in files, keep their spelling', () => {
  const value = { saved: { carMakers: 2 }, rule: { mustNot: ['x'], terms: { eBay: 3 } }, 'pt-BR': 'x' };
  expect(snakeKeys(value)).toEqual(value);
});
