// Visits to pages that were changed: what becomes a revision, and what does not.
import { describe, expect, test } from 'vitest';
import { latestRevision } from '../../../../src/store/articles.ts';
import { loadItem } from '../../../../src/store/items.ts';
import { findRevisit } from '../../../../src/store/revisits.ts';
import {
  edited,
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

describe('a changed page', () => {
  test.each([
    ['another number', html(edited('Twelve', 'Fourteen')), 'substantial'],
    ['another headline', html(PARAGRAPHS, 'Passengers saved as a ship hits rocks'), 'headline'],
    [
      'a note of correction',
      html([
        ...PARAGRAPHS,
        'Correction: an earlier version of this article gave a wrong name for the operator of the ship.',
      ]),
      'correction',
    ],
  ])('with %s becomes a revision that is tagged and matched', async (_, body, change) => {
    room.put('/news', html());
    const { articleId, itemId } = await room.publish();
    room.put('/news', body);
    await room.visit(15 * MINUTE);
    expect(await room.revisions(articleId)).toEqual([
      { number: 1, change: 'first' },
      { number: 2, change },
    ]);
    const latest = await latestRevision(room.store, articleId);
    expect(await loadItem(room.store, itemId)).toMatchObject({
      stage: 'tag',
      revision_id: latest?.id,
      page_id: latest?.page_id,
    });
    expect(await room.notes(itemId)).toEqual(['done']);
  });

  test.each([
    ['a counter and a clock', html(['Updated 10:04 GMT', ...PARAGRAPHS, '1,204 comments'])],
    [
      'what stands around the article',
      html(PARAGRAPHS, undefined, '<aside><a href="/other">Read this instead</a></aside>'),
    ],
    ['a slip of the pen', html(edited('lifeboats', 'lifebaots'))],
  ])('with %s becomes none, and the next visit compares with what was kept', async (_, body) => {
    room.put('/news', html());
    const { articleId } = await room.publish();
    room.put('/news', body);
    await room.visit(15 * MINUTE);
    expect(await room.revisions(articleId)).toHaveLength(1);
    room.put('/news', html(edited('340', '430')));
    await room.visit(HOUR);
    expect(await room.revisions(articleId)).toHaveLength(2);
  });

  test('that our extractor would read differently by now is no change of the newsroom', async () => {
    room.put('/news', html());
    const { articleId, itemId } = await room.publish();
    await room.store.query(`update revision set text = replace(text, 'Twelve people', 'Seven people')`);
    room.put('/news', html(PARAGRAPHS, undefined, '<!-- served by another machine -->'));
    await room.visit(15 * MINUTE);
    expect([await room.revisions(articleId), await room.notes(itemId)]).toMatchObject([
      [{ number: 1 }],
      ['read-differently'],
    ]);
  });

  test('that went back to an earlier text is that revision again', async () => {
    room.put('/news', html());
    const { articleId } = await room.publish();
    room.put('/news', html(edited('Twelve', 'Fourteen')));
    await room.visit(15 * MINUTE);
    await room.store.query(`update item set stage = 'done'`);
    room.put('/news', html());
    await room.visit(HOUR);
    expect(await room.revisions(articleId)).toHaveLength(2);
  });

  test('waits while its feed has it read again', async () => {
    room.put('/news', html());
    const { articleId } = await room.publish();
    await room.store.query(`update item set stage = 'extract'`);
    room.put('/news', html(edited('Twelve', 'Fourteen')));
    await room.visit(15 * MINUTE);
    expect(await room.revisions(articleId)).toHaveLength(1);
    expect(await findRevisit(room.store, articleId)).toMatchObject({ stage: 'extract' });
  });
});
