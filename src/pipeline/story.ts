// The story of a stored text, and what a copy takes over from the story's head: topics that the copy itself is too
// short to show. Never the other way round, and never from a text that says something else.
import type { Tags, TopicTag } from '../model/model.ts';
import { latestTagged, type ReadableRevision } from '../store/articles.ts';
import type { Sql } from '../store/db.ts';
import { assignStory } from '../store/stories.ts';
import { headOf } from '../store/story-heads.ts';
import { loadTags } from '../store/tags.ts';
import { copyOf, likeness } from '../tag/story/copy.ts';
import { keysOf, printOf } from '../tag/story/print.ts';
import { tagText, type Vocabulary } from '../tag/tag.ts';
import type { Deps } from './deps.ts';

const HOUR_MS = 3_600_000;
/** a text that has less in common with the head, or the head with it, is about other things too */
const INHERITS_FROM = 0.65;

/** Finds the story that a text belongs to, or founds one. Its transaction goes on to say what the text is about. */
export async function storyOf(
  sql: Sql,
  revision: ReadableRevision,
  lang: string | null,
  deps: Pick<Deps, 'options'>,
): Promise<number> {
  const print = printOf(revision.text);
  const own = { print, title: revision.title, site: siteOf(revision.url) };
  const text = {
    articleId: revision.article_id,
    revisionId: revision.id,
    lang,
    title: revision.title,
    url: revision.url,
    seenAt: revision.created_at,
    print,
    keys: keysOf(print),
  };
  const { storyId } = await assignStory(sql, text, {
    windowHours: deps.options.storyWindowMs / HOUR_MS,
    copy: (near) => copyOf(own, { print: near.print, title: near.title, site: siteOf(near.url) }),
  });
  return storyId;
}

/** Host of an address without `www.`; '' for none. */
const siteOf = (url: string): string => URL.parse(url)?.hostname.replace(/^www\./, '') ?? '';

/**
 * The tags of a copy together with the topics of its story's head, as the vocabulary in force sees that head. Topics
 * taken over before are judged anew, so doing it twice changes nothing.
 */
export async function inheritTopics(
  sql: Sql,
  revision: Pick<ReadableRevision, 'article_id' | 'text'>,
  storyId: number | null,
  tags: Tags,
  { vocabulary }: { vocabulary: Vocabulary },
): Promise<Tags> {
  const own = { ...tags, topics: tags.topics.filter(({ via }) => via !== 'story') };
  const headId = storyId === null ? null : await headOf(sql, storyId);
  if (headId === null || headId === revision.article_id) return own;
  const head = await latestTagged(sql, headId);
  if (head === null || head.lang !== tags.lang) return own;
  if (likeness(printOf(revision.text), printOf(head.text)).containment < INHERITS_FROM) return own;
  const stored = await loadTags(sql, head);
  const fresh = stored.vocabulary.startsWith(vocabulary.version)
    ? stored
    : tagText({ title: head.title, text: head.text, lang: head.lang }, vocabulary);
  return { ...own, topics: withTopicsOf(own.topics, fresh.topics, head.title) };
}

/** One list, strongest first, without topics whose finer topic is in it. */
function withTopicsOf(own: readonly TopicTag[], heads: readonly TopicTag[], title: string): TopicTag[] {
  const known = new Set(own.map(({ code }) => code));
  const taken = heads
    .filter(({ code, via }) => via !== 'story' && !known.has(code))
    .map((topic): TopicTag => ({ ...topic, via: 'story', because: [`as in “${title}”`, ...topic.because] }));
  const topics = [...own, ...taken];
  const implied = new Set(topics.flatMap(({ broader }) => broader));
  return topics
    .filter(({ code }) => !implied.has(code))
    .sort((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1));
}
