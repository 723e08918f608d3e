// `presswatch articles show`: one article as it was read, with what was found in it.
import process from 'node:process';
import type { Command } from 'commander';
import type { Merges } from '../../lib/merges.ts';
import { namedTopic, topicsNow } from '../../match/topic-names.ts';
import type { Mention, Tags } from '../../model/model.ts';
import { kindSentence } from '../../pipeline/instead.ts';
import { nameInArticles } from '../../store/merges.ts';
import { loadTags } from '../../store/tags.ts';
import { inPlace } from '../columns.ts';
import { withHouse } from '../house-command.ts';
import { type MarkedEntity, markEntities, markText } from '../marked.ts';
import type { House } from '../open.ts';
import { openMerges, openVocabulary } from '../open-vocabulary.ts';
import { type Output, plural, when } from '../output.ts';
import { type Labels, labelsIn } from '../topics/labels.ts';
import { listed } from '../topics/subjects.ts';
import { flow } from '../wrap.ts';
import { aboutLines } from './about-page.ts';
import { type FoundArticle, mustFindArticle, withdrawnLine } from './find.ts';
import { showDiff, showRevisions } from './revisions.ts';

export type ShowOptions = { revisions?: true; diff?: string | true; html?: true; labels?: string };

export function showArticle(which: string, options: ShowOptions, command: Command): Promise<void> {
  const labels = labelsIn(options.labels); // an unknown locale is refused before anything is opened
  return withHouse(command, async (house, output) => {
    const found = await mustFindArticle(house.store, which);
    if (options.revisions) return showRevisions(found, house, output);
    if (options.diff !== undefined) return showDiff(found, options.diff, output);
    const { article, revisions, latest } = found;
    if (options.html) {
      const { number, title, html } = latest;
      return output.result({ article, revision: number, title, html }, () => output.say(html));
    }
    const tags = withTopicsNow(await loadTags(house.store, latest), labels);
    const merges = await openMerges(house.store);
    const names = await namesOf(merges, tags, house);
    const entities = markEntities(tags.mentions, latest.text.length, merges, (id) => names.get(id) ?? null);
    output.result({ article, revision: latest, revisions: revisions.length, tags, entities }, () =>
      printArticle(found, tags, entities, merges, output),
    );
  });
}

/** Topics as they lie and are called today. */
function withTopicsNow(tags: Tags, labels: Labels): Tags {
  const topics = topicsNow(tags.topics).map((topic) => ({
    ...topic,
    label: labels(topic.code, topic.label),
  }));
  return { ...tags, topics };
}

/** Names of the ids that others are read as; none of the vocabulary is read where nothing was merged. */
async function namesOf(merges: Merges, tags: Tags, house: House): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(tags.mentions.flatMap(({ entityId }) => (entityId === null ? [] : [entityId])));
  const read = [...ids].map((id) => [id, merges.canonical(id)] as const).filter(([id, to]) => id !== to);
  if (read.length === 0) return new Map();
  const { names } = openVocabulary(house.settings);
  const pairs = read.map(
    async ([, to]) => [to, names.get(to) ?? (await nameInArticles(house.store, to)) ?? to] as const,
  );
  return new Map(await Promise.all(pairs));
}

/** what follows a topic's line stands further in than the next topic */
const HANG = 4;

function printArticle(
  { article, latest: revision, revisions }: FoundArticle,
  tags: Tags,
  entities: readonly MarkedEntity[],
  merges: Merges,
  output: Output,
): void {
  const colours = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
  const mark = (text: string, field: Mention['field']) =>
    markText(text, field, tags.mentions, entities, merges, colours);
  output.say(flow(mark(revision.title, 'title')));
  const facts = [
    revision.feed_title || revision.site,
    revision.byline,
    when(revision.published_at),
    tags.lang,
  ];
  output.say(flow(facts.filter(Boolean).join(' · ')));
  output.say(
    flow(
      `${revision.url} (revision ${revision.number} of ${revisions.length}, ${revision.quality} text by ${revision.method})`,
    ),
  );
  const kind = kindSentence(revision);
  if (kind !== null) output.say(flow(kind));
  const withdrawn = withdrawnLine(article);
  if (withdrawn !== null) output.say(withdrawn);
  for (const line of aboutLines(revision.about_page)) output.say(line);
  output.say();
  output.say(flow(mark(revision.text, 'body')));
  output.say();
  output.say(flow(`Entities (${plural(entities.length, 'entity')}; * the article is about them):`));
  for (const one of entities) output.say(flow(`  ${entityLine(one)}`));
  output.say(tags.topics.length === 0 ? 'Topics: none' : 'Topics:');
  for (const { code, label, score, via, because } of tags.topics) {
    const named = listed(inPlace(label), namedTopic(code)?.retired ?? null);
    const words = because.map(inPlace).join(', ');
    output.say(flow(`  ${code} ${named} ${score.toFixed(2)} by ${via} (${words})`, HANG));
  }
}

const entityLine = ({ number, about, type, name, id, surfaces, speaksOf, count }: MarkedEntity): string => {
  const link = id === null ? '' : ` [${id}]`;
  const of = speaksOf.length > 0 ? ` (speaks of ${speaksOf.join(', ')})` : '';
  const words = surfaces.map(inPlace).join(', ');
  return `${String(number).padStart(2)}${about ? '*' : ' '} ${type} ${inPlace(name)}${link}${of}: ${words} (${count}×)`;
};
