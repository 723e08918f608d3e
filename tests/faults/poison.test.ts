// Pages that do harm: one takes the whole process down each time it is read; others hang, or never end, or nest without
// measure. Each is dealt with, and everything else arrives.
import { expect, test } from 'vitest';
import { GOOD } from '../support/newsdesk.ts';
import { onEachQueue } from '../support/on-each-queue.ts';
import type { Page, PressItem } from '../support/press.ts';
import { ALERTS_AT_ONCE } from '../support/service.ts';

const LEAD = 'A lead of the feed, long enough to stand in for the page that can not be read.';
const PROSE = 'The council of the town met on the budget, the harbour and the bridge, and rose late. '.repeat(
  4,
);

const html = (body: string) =>
  `<!doctype html><html><head><title>Odd</title></head><body>${body}</body></html>`;
const nested = (deep: number) => `${'<div>'.repeat(deep)}<p>${PROSE}</p>${'</div>'.repeat(deep)}`;

function odd(name: string, body: string, summary: string, endless = false): { item: PressItem; page: Page } {
  const path = `/${name}.html`;
  return { item: { path, title: `Odd ${name}`, summary }, page: { path, body, endless } };
}

onEachQueue(({ open }) => {
  test('a page that kills its process is rejected after three starts; the rest is unharmed', async () => {
    const { desk, service } = await open({ articles: 18, odd: [odd('killer', html(nested(2)), LEAD)] });
    const watch = service.supervise({
      fault: { at: 'extract', title: 'Odd killer' },
      settings: { EXTRACT_THREADS: '3' }, // so that others are always read beside it, and die with it
    });
    await desk.settled();
    const { duplicates, ...rest } = await desk.verdict();
    expect(watch.deaths()).toBe(3);
    expect(rest).toEqual({ ...GOOD, rejected: [{ title: 'Odd killer', reason: 'poison' }] });
    expect(duplicates).toBeLessThanOrEqual(3 * ALERTS_AT_ONCE);
  });

  test('pages that hang, never end or nest 600 deep cost no more than their own thread', async () => {
    const { desk, service } = await open({
      articles: 15,
      odd: [
        odd('hanging', html(nested(240).repeat(80)), LEAD),
        odd('endless', html(nested(2)), LEAD, true),
        odd('deep', html(nested(600)), LEAD),
        odd('silent', html(nested(600)), ''),
      ],
    });
    const running = await service.start();
    await desk.settled();
    const { duplicates, ...rest } = await desk.verdict();
    expect(rest).toEqual({ ...GOOD, rejected: [{ title: 'Odd silent', reason: 'empty' }] });
    expect(duplicates).toBe(0);
    const read = await desk.rows(
      `select item.title, quality, coalesce(ledger.facts->>'insteadOf', why.reason) as because from item
         join revision on revision.id = revision_id
         join ledger on ledger.item_id = item.id and ledger.stage = 'extract'
         left join ledger why on why.item_id = item.id and why.stage = 'fetch' and why.outcome = 'reject'
        where item.title like 'Odd %' order by item.title`,
    );
    expect(read).toEqual([
      { title: 'Odd deep', quality: 'summary', because: 'too-deep' },
      { title: 'Odd endless', quality: 'summary', because: 'too-large' },
      { title: 'Odd hanging', quality: 'summary', because: 'deadline' },
    ]);
    running.kill('SIGTERM');
    expect((await running.exited).code).toBe(0);
  });
});
