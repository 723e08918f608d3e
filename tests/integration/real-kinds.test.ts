// Real articles, none of which may be taken for something else. Skipped where the pages are not at hand.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as macrotask } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { expect, test, vi } from 'vitest';
import { extractPage } from '../../src/extract/extract.ts';
import { shared } from '../support/shared.ts';

vi.setConfig({ testTimeout: 300_000 });

// pages whose own gold text is a beginning: they are teasers
const TEASERS_BY_GOLD = 700;

test.each(['extraction-dev', 'extraction-wcxb-dev'])('of the pages of %s none is refused', async (set) => {
  const folder = shared(`data/${set}`);
  if (!folder) return;
  const gold: Record<string, { url: string; articleBody: string }> = JSON.parse(
    readFileSync(join(folder, 'ground-truth.json'), 'utf8'),
  );
  const wrong: string[] = [];
  for (const [id, { url, articleBody }] of Object.entries(gold)) {
    const outcome = extractPage({
      bytes: gunzipSync(readFileSync(join(folder, 'html', `${id}.html.gz`))),
      contentType: 'text/html',
      url,
    });
    const verdict = outcome.kind === 'done' ? (outcome.value.kind ?? 'article') : outcome.reason;
    const isTeaser = verdict === 'teaser' && articleBody.length < TEASERS_BY_GOLD;
    if (verdict !== 'article' && !isTeaser) wrong.push(`${id}: ${verdict}`);
    await macrotask();
  }
  expect(wrong).toEqual([]);
});
