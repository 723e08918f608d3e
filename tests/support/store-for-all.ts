// One store for all tests of a file: filled before the first, its server ended after the last.
import { afterAll, beforeAll } from 'vitest';
import type { Store } from '../../src/store/db.ts';
import { startStores, type TestStores } from './store.ts';

export function storeForAll(fill: (store: Store) => unknown): void {
  let stores: TestStores;
  beforeAll(async () => {
    stores = await startStores();
    await fill(await stores.fresh());
  });
  afterAll(() => stores?.stop());
}
