// A vocabulary that is written while a worker starts: between its being read and its being followed.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLog } from '../../../src/lib/log.ts';
import { createRoster } from '../../../src/match/roster.ts';
import { followVocabulary, type VocabularySource } from '../../../src/pipeline/live-vocabulary.ts';
import type { Store } from '../../../src/store/db.ts';
import { compileVocabulary } from '../../../src/tag/compile.ts';
import { startStores, type TestStores } from '../../support/store.ts';
import { smallData } from '../../support/vocabulary.ts';

let stores: TestStores;
let store: Store;
beforeAll(async () => {
  stores = await startStores();
  store = await stores.fresh();
});
afterAll(() => stores.stop());

test('is in force soon after the start', async () => {
  const newer = compileVocabulary(smallData({ version: '2026-02-02' }));
  const deps = {
    ...{ store, log: createLog('silent'), roster: createRoster(), aliasesOf: () => [] },
    vocabulary: compileVocabulary(smallData({})),
  };
  const source: VocabularySource = {
    signature: () => 'written meanwhile',
    read: () => newer,
    renewTopicNames: () => false,
    aliasesOf: () => () => [],
  };
  const changed = Promise.withResolvers<void>();
  const live = await followVocabulary(deps, source, 'as it was read', async () => changed.resolve());
  await changed.promise;
  await live.stop();
  expect(deps.vocabulary).toBe(newer);
});
