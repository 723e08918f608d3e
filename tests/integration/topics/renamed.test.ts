// A worker that runs through `topics import`: queries that were saved before name topics as the newer version has them.
// On both queue backends.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { topicNames } from '../../../src/match/topic-names.ts';
import { backends } from '../../support/backends.ts';
import { presswatch } from '../../support/command.ts';
import { groundsForAll } from '../../support/grounds-for-all.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';
import { madeArticle, type Press } from '../../support/press.ts';
import { writeVocabulary } from '../../support/vocabulary-folder.ts';

/** Media Topics as they might be: weather lies below a topic that is new, and has another name in German. */
function newerTaxonomy(): string {
  const concept = (code: string, parent: string | null, prefLabel: Record<string, string>) => ({
    qcode: `medtop:${code}`,
    prefLabel,
    ...(parent === null ? {} : { broader: [`medtop:${parent}`] }),
  });
  const conceptSet = topicNames().subjects.map(({ code, parent, retired, names }) => ({
    ...concept(code, code === '17000000' ? '39000000' : parent, names),
    ...(code === '17000000' ? { prefLabel: { ...names, de: 'Wetterlage' } } : {}),
    ...(retired === null ? {} : { retired }),
  }));
  const skies = concept('39000000', null, { 'en-GB': 'sky and sea', de: 'Himmel und Meer' });
  return JSON.stringify({ dateReleased: '2126-04-01', conceptSet: [...conceptSet, skies] });
}

describe.each(backends())('queue on $name', (backend) => {
  const dir = mkdtempSync(join(tmpdir(), 'pw-renamed-'));
  const made = [1, 2, 3].map((number) => madeArticle(number, 'a thunderstorm'));
  const served = made.slice(0, 1).map(({ item }) => item);
  let house: TestHouse;
  let press: Press;
  let folder: string;
  let env: Record<string, string>;

  // hooks run backwards after the tests: the folder goes last
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  groundsForAll(backend, async (standing) => {
    folder = writeVocabulary(join(dir, 'config'), 'thunderstorm*');
    const ground = await standing.grounds.ground();
    const pages = made.map(({ page }) => page);
    house = standing.keep(await openTestHouse(ground, { vocabulary: folder }));
    press = await standing.press(served, pages);
    env = { DATABASE_URL: ground.storeUrl, PRESSWATCH_TAG_VOCABULARY: folder };
    await house.subscribe('new name', 'topic:"sky and sea"', 'new.jsonl');
    await house.subscribe('new name in German', 'thunderstorm AND NOT topic:Wetterlage', 'not.jsonl');
    await house.subscribe('by code', 'topic:17000000', 'code.jsonl');
    await house.start();
    await house.watch(press.feeds);
    await house.settled();
  });

  /** names of the subscriptions that an article matched */
  async function matched(number: number): Promise<string[]> {
    const path = made[number - 1]?.item.path;
    const rows = await house.rows<{ name: string }>(
      `select s.name from match m join subscription s on s.id = m.subscription_id
         join revision r on r.id = m.revision_id join article a on a.id = r.article_id where a.url = $1`,
      [`${press.origin}${path}`],
    );
    return rows.map(({ name }) => name).sort();
  }
  async function publish(number: number): Promise<void> {
    const { item } = made[number - 1] ?? {};
    if (item === undefined) throw new Error(`there is no article ${number}`);
    served.push(item);
    await house.pollNow();
    await house.until(`article ${number}`, async () => (await house.items(press.origin + item.path))[0]);
    await house.settled();
  }
  const worker = async () =>
    (
      await house.rows<{ vocabulary: string; vocabulary_problem: string | null }>(
        'select vocabulary, vocabulary_problem from worker',
      )
    )[0];

  test('a name that only the newer version has is known to queries from before, without a restart', async () => {
    expect(await matched(1)).toEqual(['by code', 'new name in German']);
    const before = await worker();
    writeFileSync(join(dir, 'newer.json'), newerTaxonomy());
    const imported = await presswatch(['topics', 'import', join(dir, 'newer.json')], { env });
    expect(imported).toMatchObject({ code: 0, out: expect.stringMatching(/39000000 {2}sky and sea/) });
    await house.until(
      'the newer version in force',
      async () => (await worker())?.vocabulary !== before?.vocabulary,
    );
    await publish(2);
    expect(await matched(2)).toEqual(['by code', 'new name']);
  });

  test('labels that cannot be read are refused with the rest, and the names before stay in force', async () => {
    const names = join(folder, 'mediatopics-names.json');
    writeFileSync(names, '{ "half');
    const refused = await house.until('the refusal', async () => (await worker())?.vocabulary_problem);
    expect(refused).toMatch(
      /mediatopics-names\.json: holds no names of topics \(.*"presswatch topics import"/,
    );
    await publish(3);
    expect(await matched(3)).toEqual(['by code', 'new name']);
    await house.stop();
    await expect(house.start()).rejects.toThrow('mediatopics-names.json: holds no names of topics');
  });
});
