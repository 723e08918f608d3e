// Articles put into a store as the service leaves them: extracted, tagged, in a story. For what works on the archive.
import { lexemesOf, wordsOf } from '../../src/match/words.ts';
import type { Tags } from '../../src/model/model.ts';
import { saveRevision } from '../../src/store/articles.ts';
import { one, type Store } from '../../src/store/db.ts';
import { addFeed } from '../../src/store/feeds.ts';
import { assignStory } from '../../src/store/stories.ts';
import { saveTags } from '../../src/store/tags.ts';
import { copyOf } from '../../src/tag/story/copy.ts';
import { keysOf, printOf } from '../../src/tag/story/print.ts';
import { tagText, type Vocabulary } from '../../src/tag/tag.ts';
import { newText } from './store.ts';

export type Stored = { articleId: number; revisionId: number; url: string };

export type NewArticle = {
  url: string;
  title: string;
  text: string;
  /** the feed it came by, told by its address; by default one without a name */
  feed?: { url: string; title?: string };
  site?: string;
  byline?: string;
  lang?: string;
  publishedAt?: string;
};

/** Stores one article, tagged by the vocabulary. A second text at the same address is its next revision. */
export async function archive(store: Store, vocabulary: Vocabulary, article: NewArticle): Promise<Stored> {
  const { url, title, text, site = null, byline = null, publishedAt = null } = article;
  const feed = await addFeed(store, article.feed ?? { url: 'https://example.org/feed.xml' });
  const tags: Tags = tagText({ title, text, lang: article.lang ?? 'en' }, vocabulary);
  const saved = await store.tx(async (sql) => {
    const source = { key: url, url, feedId: feed.id, pageId: null, words: wordsOf(title, text) };
    const { articleId, revisionId } = await saveRevision(sql, source, {
      ...newText(title, text),
      site,
      byline,
      publishedAt,
    });
    const judged = {
      title,
      text,
      url,
      sources: [],
      byline,
      publishedAt: publishedAt === null ? null : new Date(publishedAt),
      tags,
    };
    await saveTags(sql, revisionId, tags, lexemesOf(judged, { feedId: feed.id, site }));
    const print = printOf(text);
    const named = { articleId, revisionId, lang: tags.lang, title, url, seenAt: new Date() };
    const story = { ...named, print, keys: keysOf(print) };
    const copy = (near: { print: Uint32Array; title: string }) =>
      copyOf({ print, title, site: '' }, { ...near, site: '' });
    await assignStory(sql, story, { windowHours: 168, copy });
    return { articleId, revisionId };
  });
  return { ...saved, url };
}

/** Stores articles of one site, told apart by their numbers. */
export const archivist = (store: Store, vocabulary: Vocabulary) => (n: number, title: string, text: string) =>
  archive(store, vocabulary, { url: `https://news.example.org/${n}`, title, text });

/** One row of one statement. */
export const row = <Row extends object>(store: Store, text: string, values: unknown[] = []) =>
  one<Row & Record<string, unknown>>(store, text, values);
