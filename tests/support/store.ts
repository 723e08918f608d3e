// A migrated store on a database of its own, and rows to begin with. One server a test file.
import { NOTHING_ABOUT } from '../../src/model/about-page.ts';
import type { ExtractedArticle, FeedItem } from '../../src/model/model.ts';
import { openStore, type Store } from '../../src/store/db.ts';
import type { NewItem } from '../../src/store/items.ts';
import { migrate } from '../../src/store/migrate.ts';
import { startPostgres, type TestPostgres } from './postgres.ts';

export type TestStores = {
  /** a new store with its schema; closed by `stop` */
  fresh(): Promise<Store>;
  /** one more pool on the database of a store: another process, as far as the server can tell */
  again(store: Store): Store;
  server: TestPostgres;
  stop(): Promise<void>;
};

export async function startStores(): Promise<TestStores> {
  const server = await startPostgres();
  const urls = new Map<Store, string>();
  const open = (url: string) => {
    const store = openStore(url, 8);
    urls.set(store, url);
    return store;
  };
  // made once: copying a schema takes a fifth of making it
  let template: Promise<string | undefined> | null = null;
  const makeTemplate = async () => {
    const url = await server.database();
    const store = openStore(url, 1);
    await migrate(store);
    await store.close();
    return /\/(\w+)\?/.exec(url)?.[1];
  };
  return {
    server,
    fresh: async () => {
      template ??= makeTemplate();
      return open(await server.database(await template));
    },
    again: (store) => open(urls.get(store) ?? ''),
    stop: async () => {
      await Promise.all([...urls.keys()].map((store) => store.close()));
      await server.stop();
    },
  };
}

/** What a feed says of article `n`. */
export function newItem(feedId: number, n: number, more: Partial<NewItem> = {}): NewItem {
  const item: FeedItem = {
    id: `item-${feedId}-${n}`,
    formerId: null,
    aliases: [],
    feedId,
    guid: `g${n}`,
    url: `https://example.org/${n}`,
    title: `Title ${n}`,
    summary: 'A summary.',
    content: null,
    author: null,
    publishedAt: '2026-01-05T08:00:00Z',
    keywords: [],
    language: null,
  };
  return { ...item, host: 'example.org', claimHash: `claim-${n}`, stage: 'fetch', ...more };
}

/** An article as extraction gives it. */
export const newText = (title: string, text: string): ExtractedArticle => ({
  title,
  text,
  byline: null,
  publishedAt: null,
  site: null,
  lang: 'en',
  canonical: null,
  image: null,
  html: '',
  method: 'readability',
  quality: 'full',
  about: NOTHING_ABOUT,
});
