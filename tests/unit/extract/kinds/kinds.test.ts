// Kinds of pages: what each made-up page is taken for, page by page. Real articles are in tests/integration/real-kinds.test.ts.
import { describe, expect, test, vi } from 'vitest';
import { extractPage, type PageInput } from '../../../../src/extract/extract.ts';
import type { Wild } from './furniture.ts';
import { WILD } from './pages.ts';

vi.setConfig({ testTimeout: 300_000 });

function verdictOn(page: Omit<PageInput, 'bytes' | 'contentType'> & { html: string }): string {
  const { html, ...place } = page;
  const outcome = extractPage({ bytes: new TextEncoder().encode(html), contentType: 'text/html', ...place });
  return outcome.kind === 'done' ? (outcome.value.kind ?? 'article') : outcome.reason;
}

const placed = ({ html, url, askedUrl, expectedTitle }: Wild) => ({
  html,
  url,
  ...(askedUrl === undefined ? {} : { askedUrl }),
  ...(expectedTitle === undefined ? {} : { expectedTitle }),
});

test.each(WILD.map((page) => [page.name, page] as const))('%s', (_name, page) => {
  expect(verdictOn(placed(page))).toBe(page.right);
});

describe('without a word from the feed', () => {
  test('the verdicts are the same, and no article is refused', () => {
    const wrong = WILD.flatMap(({ expectedTitle: _, ...page }) => {
      const verdict = verdictOn(placed(page));
      return verdict === page.right ? [] : [`${page.name}: ${verdict}`];
    });
    expect(wrong).toEqual([]);
  });
});

test('what is refused says so in a sentence', () => {
  for (const page of WILD) {
    const outcome = extractPage({
      bytes: new TextEncoder().encode(page.html),
      contentType: 'text/html',
      url: page.url,
    });
    if (outcome.kind === 'done') continue;
    expect(outcome.kind === 'reject' && outcome.detail).toMatch(/^[A-Z].{20,}\.$/);
  }
});
