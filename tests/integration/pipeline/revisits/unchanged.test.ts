// Visits to pages that stay as they are: what is sent, and what it costs.
import { describe, expect, test } from 'vitest';
import { all } from '../../../../src/store/db.ts';
import { findRevisit } from '../../../../src/store/revisits.ts';
import {
  DAY,
  HOUR,
  html,
  MINUTE,
  type Newsroom,
  newsroomForEach,
  SCHEDULE,
} from '../../../support/newsroom.ts';

let room: Newsroom;
newsroomForEach((opened) => {
  room = opened;
});

describe('an unchanged page', () => {
  test('is asked for with its validators; 304 costs no extraction and stores no page', async () => {
    room.put('/news', html(), { etag: '"one"', 'last-modified': 'Tue, 03 Mar 2026 10:00:00 GMT' });
    const { articleId, itemId } = await room.publish();
    expect(await room.visit(15 * MINUTE)).toBe(1);
    expect(room.asked).toMatchObject([
      { headers: { 'if-none-match': '"one"', 'if-modified-since': 'Tue, 03 Mar 2026 10:00:00 GMT' } },
    ]);
    expect(room.extractions()).toBe(0);
    expect(await all(room.store, 'select id from page')).toHaveLength(1);
    expect(await room.notes(itemId)).toEqual(['not-modified']);
    const { due_at, first_seen } = (await findRevisit(room.store, articleId)) ?? {};
    expect(Number(due_at) - Number(first_seen)).toBe(HOUR);
  });

  test('without validators is known by its bytes', async () => {
    room.put('/news', html());
    const { itemId } = await room.publish();
    await room.visit(15 * MINUTE);
    expect([room.extractions(), await room.notes(itemId)]).toEqual([0, ['not-modified']]);
  });

  test('is asked for six times in three days, then never again', async () => {
    room.put('/news', html());
    const { articleId } = await room.publish();
    for (const at of SCHEDULE) expect(await room.visit(at)).toBe(1);
    expect(await findRevisit(room.store, articleId)).toMatchObject({ stage: 'ended', visits: 6 });
    expect(await room.visit(4 * DAY)).toBe(0);
    expect(room.asked).toHaveLength(6);
  });

  test('that robots.txt closes meanwhile is left alone for good', async () => {
    room.put('/news', html());
    const { articleId, itemId } = await room.publish();
    room.put('/robots.txt', 'User-agent: *\nDisallow: /news', { 'content-type': 'text/plain' });
    await room.visit(DAY + MINUTE);
    expect([room.asked, await room.notes(itemId)]).toEqual([[], ['robots']]);
    expect(await findRevisit(room.store, articleId)).toMatchObject({ stage: 'ended', reason: 'robots' });
  });
});
