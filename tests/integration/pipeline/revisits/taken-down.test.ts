// What of a visit counts as an article taken down, and what does not.
import { describe, expect, test } from 'vitest';
import { findRevisit } from '../../../../src/store/revisits.ts';
import {
  DAY,
  HOUR,
  html,
  MINUTE,
  type Newsroom,
  newsroomForEach,
  PARAGRAPHS,
} from '../../../support/newsroom.ts';

let room: Newsroom;
newsroomForEach((opened) => {
  room = opened;
});

describe('an article that is taken down', () => {
  const gone = (status: number) => () => room.put('/news', 'Nothing here.', {}, status);
  const redirect = (location: string) => () => room.put('/news', '', { location }, 302);
  test.each([
    ['404', gone(404), 'gone', 31 * MINUTE],
    ['410', gone(410), 'gone', 31 * MINUTE],
    ['451', gone(451), 'legal', 31 * MINUTE],
    ['a way to the front page', redirect('/'), 'home', 31 * MINUTE],
    [
      'a note in its place',
      () => room.put('/news', html(['This article has been removed because it did not meet our standards.'])),
      'notice',
      31 * MINUTE,
    ],
    ['an emptied page', () => room.put('/news', html([''])), 'emptied', 6 * HOUR + MINUTE],
    [
      'a page with its furniture alone',
      () =>
        room.put('/news', html(Array.from({ length: 12 }, (_, at) => `Another headline of number ${at}`))),
      'emptied',
      6 * HOUR + MINUTE,
    ],
  ])('%s is seen twice before it counts', async (_, takeDown, reason, again) => {
    room.put(
      '/',
      html(['All the news of the coast and the islands, every day, in one place.'], 'Front page'),
    );
    room.put('/news', html(), { etag: '"one"' });
    const { articleId, itemId } = await room.publish();
    takeDown();
    await room.visit(15 * MINUTE);
    expect(await room.withdrawn(articleId)).toBe(null);
    expect(await room.notes(itemId)).toEqual(['missing']);
    await room.visit(15 * MINUTE + again);
    expect(await room.withdrawn(articleId)).toBe(reason);
    expect(await room.notes(itemId)).toEqual(['missing', 'withdrawn']);
    expect(await room.revisions(articleId)).toHaveLength(1);
    // and still at the next visit; but an article that comes back is there again
    await room.visit(DAY);
    expect(await room.withdrawn(articleId)).toBe(reason);
    room.put('/news', html(), { etag: '"one"' });
    await room.visit(3 * DAY);
    expect(await room.withdrawn(articleId)).toBe(null);
  });

  test('a hiccup is none: gone once, then there, then gone once', async () => {
    room.put('/news', html());
    const { articleId } = await room.publish();
    gone(404)();
    await room.visit(15 * MINUTE);
    room.put('/news', html());
    await room.visit(45 * MINUTE);
    gone(404)();
    await room.visit(4 * HOUR);
    expect(await room.withdrawn(articleId)).toBe(null);
    expect(await findRevisit(room.store, articleId)).toMatchObject({ missing: 'gone', missing_seen: 1 });
  });

  test('a note above a text that stays marks the article as withdrawn at once', async () => {
    room.put('/news', html());
    const { articleId, itemId } = await room.publish();
    room.put(
      '/news',
      html(['This article has been retracted by the editors after a complaint.', ...PARAGRAPHS]),
    );
    await room.visit(15 * MINUTE);
    expect([await room.notes(itemId), await room.withdrawn(articleId)]).toEqual([['done'], 'notice']);
    await room.visit(HOUR);
    expect(await room.withdrawn(articleId)).toBe('notice');
  });

  test('a login, a refusal or an error of the server is none', async () => {
    room.put('/news', html());
    const { articleId, itemId } = await room.publish();
    for (const [at, status] of [
      [15 * MINUTE, 403],
      [HOUR, 401],
      [4 * HOUR, 503],
    ] as const) {
      gone(status)();
      await room.visit(at);
    }
    expect(await room.withdrawn(articleId)).toBe(null);
    expect(await room.notes(itemId)).toEqual(['http-4xx', 'http-4xx', 'http-5xx']);
  });
});
