// Receivers in trouble, all at once and each in its own way: every try is a row, what can arrive arrives once, what can't
// is dead and says why, and a receiver that is well feels nothing of the others.
import { afterEach, expect, test } from 'vitest';
import { type Newsdesk, subscribe } from '../support/newsdesk.ts';
import { onEachQueue } from '../support/on-each-queue.ts';
import { type Answer, type Sink, startSink } from '../support/sink.ts';

const SCHEDULE = ['0s', '100ms', '200ms', '300ms'];
const ARTICLES = 6;
const ALERTS = ARTICLES / 3;
/** longer than the lock of a job, which must be renewed meanwhile */
const SLOW_MS = 2500;
/** the least wait after a timeout, less the jitter */
const PATIENCE_S = 48;

const receivers: Record<string, Answer> = {
  recovers: (_id, before) => (before < 2 ? 500 : 204),
  broken: () => 500,
  gone: () => 410,
  slow: () => new Promise((resolve) => setTimeout(resolve, SLOW_MS, 204)),
  silent: () => null,
};

type End = { state: string; reason: string | null; tries: (number | null)[] };

const ENDS = `select delivery.state, delivery.reason, array_agg(status order by number) as tries
  from delivery join subscription on subscription.id = subscription_id join attempt on delivery_id = delivery.id
  where name = $1 group by delivery.id`;

onEachQueue(({ open }) => {
  const sinks = new Map<string, Sink>();
  afterEach(async () => {
    for (const sink of sinks.values()) await sink.close();
    sinks.clear();
  });

  async function openReceivers(desk: Newsdesk): Promise<void> {
    for (const [name, answer] of Object.entries(receivers)) {
      const sink = await startSink(answer);
      sinks.set(name, sink);
      await subscribe(desk.store, name, '"silver heron"', sink);
    }
  }
  const all = (end: End): End[] => Array.from({ length: ALERTS }, () => end);
  const copies = (name: string) =>
    [...Map.groupBy(sinks.get(name)?.received ?? [], ({ id }) => id).values()].map((of) => ({
      copies: of.length,
      bodies: new Set(of.map(({ body }) => body)).size,
      verified: of.every(({ verified }) => verified),
    }));

  test('500, 410, slow and silent receivers end as the schedule says, beside one that is well', async () => {
    const { desk, service } = await open({ articles: ARTICLES });
    await openReceivers(desk);
    await service.start({ settings: { ALERT_RETRY: SCHEDULE.join(), ALERT_CONCURRENCY: '16' } });
    await desk.until(
      'all deliveries at rest',
      `select count(*) = ${6 * ALERTS} as ok from delivery
        where state <> 'pending' or (due_at > now() + interval '${PATIENCE_S - 8} s' and attempts > 0)`,
    );
    const ends = async (name: string) => desk.rows<End>(ENDS, [name]);

    expect(await ends('recovers')).toEqual(all({ state: 'sent', reason: null, tries: [500, 500, 204] }));
    expect(copies('recovers')).toEqual(
      Array.from({ length: ALERTS }, () => ({ copies: 3, bodies: 1, verified: true })),
    );

    const tries = SCHEDULE.map(() => 500);
    expect(await ends('broken')).toEqual(all({ state: 'dead', reason: 'http-5xx', tries }));
    expect(sinks.get('broken')?.received).toHaveLength(ALERTS * SCHEDULE.length);

    expect(await ends('gone')).toEqual(all({ state: 'dead', reason: 'endpoint-gone', tries: [410] }));

    expect(await ends('slow')).toEqual(all({ state: 'sent', reason: null, tries: [204] }));
    expect(sinks.get('slow')?.received).toHaveLength(ALERTS);

    expect(await ends('silent')).toEqual(all({ state: 'pending', reason: 'timeout', tries: [null] }));
    const patience = await desk.rows<{ s: number }>(
      `select extract(epoch from due_at - at) - duration_ms / 1000.0 as s from delivery
        join attempt on delivery_id = delivery.id where delivery.reason = 'timeout'`,
    );
    for (const { s } of patience) expect(Number(s)).toBeGreaterThanOrEqual(PATIENCE_S);

    const well = await desk.rows<{ late: boolean }>(
      `select ended_at > (select min(ended_at) from delivery where reason = 'http-5xx') + interval '10 s' as late
         from delivery join subscription on subscription.id = subscription_id where name = 'herons'`,
    );
    expect(well).toEqual(Array.from({ length: ALERTS }, () => ({ late: false })));
    expect((await desk.verdict()).duplicates).toBe(0);
  });
});
