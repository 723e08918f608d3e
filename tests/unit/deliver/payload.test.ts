import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LIMITS } from '../../../src/config/limits.ts';
import { type Alert, alertEvent } from '../../../src/deliver/payload.ts';

const text = `Prices rose. The central bank raised its rate by half a point on Tuesday. ${'Analysts were surprised. '.repeat(100)}`;

function alert(
  change: {
    article?: Partial<Alert['article']>;
    receipt?: Partial<Alert['receipt']>;
    tags?: Partial<Alert['tags']>;
    name?: string;
  } = {},
): Alert {
  return {
    id: 'd1',
    at: new Date('2026-03-01T12:00:00Z'),
    subscription: { id: 7, name: change.name ?? 'Rates' },
    storyId: 42,
    replayed: false,
    article: {
      title: 'Bank raises rate',
      url: 'https://news.example/rates',
      source: 'The Example',
      lang: 'en',
      byline: 'A. Writer',
      publishedAt: '2026-03-01T11:55:00.000Z',
      text,
      revision: 1,
      change: 'first',
      ...change.article,
    },
    receipt: {
      query: '"central bank" AND rais*',
      queryVersion: 3,
      saved: [],
      leaves: [
        { start: 0, end: 14, text: '"central bank"', true: true },
        { start: 19, end: 24, text: 'rais*', true: true },
        { start: 30, end: 35, text: 'zebra', true: false },
      ],
      spans: [{ field: 'body', start: 17, end: 29, text: 'central bank' }],
      causes: [],
      revision: 1,
      quality: 'full',
      vocabulary: 'v1',
      ...change.receipt,
    },
    tags: { lang: 'en', mentions: [], topics: [], vocabulary: 'v1', ...change.tags },
  };
}

describe('alertEvent', () => {
  test('says what was published and why the subscriber is told', () => {
    const event = JSON.parse(alertEvent(alert()));
    expect(event).toMatchObject({
      type: 'alert.matched',
      id: 'd1',
      timestamp: '2026-03-01T12:00:00.000Z',
      data: {
        subscription: { id: 7, name: 'Rates' },
        story: 42,
        replayed: false,
        article: {
          title: 'Bank raises rate',
          url: 'https://news.example/rates',
          source: 'The Example',
          lang: 'en',
          byline: 'A. Writer',
          published_at: '2026-03-01T11:55:00.000Z',
          revision: 1,
          quality: 'full',
        },
        why: {
          query: '"central bank" AND rais*',
          version: 3,
          true_parts: ['"central bank"', 'rais*'],
          spans: [
            {
              field: 'body',
              text: 'central bank',
              before: 'Prices rose. The ',
              after: expect.stringMatching(/^ raised its rate/),
            },
          ],
        },
      },
    });
    expect(text.startsWith(event.data.article.excerpt)).toBe(true);
  });

  test('is the same text for the same alert, so that a repeat has the same bytes', () => {
    expect(alertEvent(alert())).toBe(alertEvent(alert()));
  });

  test('is one line without half characters, however a cut falls', () => {
    for (let n = 390; n < 410; n++) {
      const body = alertEvent(alert({ article: { text: `${'a'.repeat(n)}😀😀😀\n${'b'.repeat(500)}` } }));
      expect(body).not.toContain('\n');
      expect(body.isWellFormed() && !/\\ud[89a-f]/i.test(body)).toBe(true);
    }
  });

  test('stays below the limit whatever it carries, and is always whole JSON', () => {
    const wild = fc
      .string({ unit: 'binary', maxLength: 40 })
      .chain((seed) => fc.nat(3000).map((times) => seed.repeat(times)));
    const spans = fc.array(
      fc.record({
        field: fc.constantFrom('title' as const, 'body' as const),
        start: fc.nat(5000),
        length: fc.nat(2000),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(wild, wild, wild, spans, (title, body, name, places) => {
        const made = alertEvent(
          alert({
            name,
            article: { title, text: body, source: name, byline: name },
            receipt: {
              query: name,
              leaves: places.map(({ start }) => ({ start, end: start, text: name, true: true })),
              spans: places.map(({ field, start, length }) => ({
                field,
                start,
                end: start + length,
                text: body.slice(start, start + length),
              })),
              causes: places.map(() => ({ kind: 'entity' as const, id: name, name, words: [name, title] })),
            },
            tags: {
              topics: places.map(({ start }) => ({
                code: String(start),
                label: name,
                score: 1,
                broader: [],
                because: [],
                via: 'rule' as const,
              })),
            },
          }),
        );
        expect(Buffer.byteLength(made)).toBeLessThanOrEqual(LIMITS.webhookBodyBytes);
        expect(JSON.parse(made)).toMatchObject({
          id: 'd1',
          data: { article: { url: 'https://news.example/rates' } },
        });
      }),
      { numRuns: 20 },
    );
  });

  test('a text of control characters, six bytes each in JSON, leaves room for the reason', () => {
    const control = '\u0001'.repeat(30_000);
    const made = alertEvent(
      alert({ name: control, article: { title: control, text: control, source: control, byline: control } }),
    );
    expect(Buffer.byteLength(made)).toBeLessThanOrEqual(LIMITS.webhookBodyBytes);
    expect(JSON.parse(made).data.why.query).toBe('"central bank" AND rais*');
  });
});
