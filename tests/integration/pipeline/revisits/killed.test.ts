// Visits that were killed in the middle: nothing is lost, and nothing done twice.
import { describe, expect, test } from 'vitest';
import { advance } from '../../../../src/pipeline/advance.ts';
import { claimDueRevisits, strandedReadings } from '../../../../src/pipeline/claim-revisits.ts';
import { revisitArticle } from '../../../../src/pipeline/revisit-article.ts';
import { revisitPage } from '../../../../src/pipeline/revisit-page.ts';
import { findRevisit } from '../../../../src/store/revisits.ts';
import { edited, html, MINUTE, type Newsroom, newsroomForEach } from '../../../support/newsroom.ts';

let room: Newsroom;
newsroomForEach((opened) => {
  room = opened;
});

describe('killed in the middle', () => {
  test('between answer and commit: asked for once more, one revision', async () => {
    room.put('/news', html());
    const { articleId } = await room.publish();
    room.put('/news', html(edited('Twelve', 'Fourteen')));
    const row = await revisitPage.start(room.store, String(articleId));
    if (!row) throw new Error('nothing to start');
    await revisitPage.run(row, room.deps);
    expect(await findRevisit(room.store, articleId)).toMatchObject({ stage: 'fetch', starts: 1 });
    await room.visit(15 * MINUTE);
    expect(room.asked).toHaveLength(2);
    expect(await room.revisions(articleId)).toHaveLength(2);
  });

  test('between reading and commit, and twice at once: one revision', async () => {
    room.put('/news', html());
    const { articleId } = await room.publish();
    room.put('/news', html(edited('Twelve', 'Fourteen')));
    await room.due();
    await claimDueRevisits(room.deps);
    await advance(revisitPage, String(articleId), room.deps);
    room.queued.length = 0; // the queue was wiped
    const row = await revisitArticle.start(room.store, String(articleId));
    if (!row) throw new Error('nothing to start');
    await revisitArticle.run(row, room.deps);
    await room.store.query(
      `update revisit set queued_at = now() - interval '1 hour', due_at = now() - interval '1 hour', starts = 0`,
    );
    const [job] = await strandedReadings(room.deps);
    expect(job).toMatchObject({ queue: 'extract-articles', id: `revisit-${articleId}` });
    await Promise.all([
      advance(revisitArticle, String(articleId), room.deps),
      advance(revisitArticle, String(articleId), room.deps),
    ]);
    expect(await room.revisions(articleId)).toHaveLength(2);
    expect(room.asked).toHaveLength(1);
  });

  test('a visit whose job was lost is handed out again after its lease', async () => {
    room.put('/news', html());
    await room.publish();
    await room.due();
    expect(await claimDueRevisits(room.deps)).toBe(1);
    room.queued.length = 0;
    expect(await claimDueRevisits(room.deps)).toBe(0);
    await room.store.query(`update revisit set queued_at = now() - interval '2 minutes'`);
    expect(await claimDueRevisits(room.deps)).toBe(1);
  });
});
