// Packs and merges of a running service: what an operator changes comes in force without a restart, and what is wrong is
// refused whole. On both queue backends.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Tags } from '../../../src/model/model.ts';
import { backends } from '../../support/backends.ts';
import { presswatch } from '../../support/command.ts';
import { groundsForAll } from '../../support/grounds-for-all.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';
import { madeArticle, type Press } from '../../support/press.ts';
import { writeVocabulary } from '../../support/vocabulary-folder.ts';

const head = 'pack: own\nversion: "2026-01-01"\nlicence: CC0-1.0\nsource: made up for tests\n';
const heron = (id: string) =>
  `${head}entities:
  - {id: "${id}", type: ORG, name: Heron Society, aliases: [Heronry]}
  - {id: "pw:org:quill", type: ORG, name: Quill Society, aliases: [QS of Calder]}
`;

describe.each(backends())('queue on $name', (backend) => {
  const dir = mkdtempSync(join(tmpdir(), 'pw-live-'));
  const made = [1, 2, 3, 4].map((number) => madeArticle(number, 'the Heron Society'));
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
    house = standing.keep(await openTestHouse(ground, { vocabulary: folder }));
    press = await standing.press(
      served,
      made.map(({ page }) => page),
    );
    env = {
      DATABASE_URL: ground.storeUrl,
      PRESSWATCH_TAG_VOCABULARY: folder,
      ...(ground.redisUrl === null ? {} : { REDIS_URL: ground.redisUrl }),
      PRESSWATCH_QUEUE_PREFIX: ground.prefix,
    };
    await house.start();
    await house.subscribe('Heronry', 'entity:Heronry', 'herons.jsonl');
    await house.watch(press.feeds);
    await house.settled();
  });

  const worker = async () =>
    (
      await house.rows<{ vocabulary: string; vocabulary_problem: string | null }>(
        'select vocabulary, vocabulary_problem from worker',
      )
    )[0];
  const write = (text: string) => writeFileSync(join(folder, 'entities', 'own.yaml'), text);
  /** publishes the next article; gives what tagging said of the name in it */
  async function publish(number: number) {
    const { item } = made[number - 1] ?? {};
    if (item === undefined) throw new Error(`there is no article ${number}`);
    served.push(item);
    await house.pollNow();
    await house.until(
      `article ${number}`,
      async () => (await house.items(press.origin + item.path)).length > 0,
    );
    await house.settled();
    return named(item.path);
  }
  const named = async (path: string) =>
    (
      await house.rows<{ entity_id: string | null; vocabulary: string; method: string }>(
        `select distinct entity_id, vocabulary, mention.method from mention
           join revision on revision.id = revision_id join article on article.id = article_id
          where url = $1 and mention.text = 'Heron Society'`,
        [press.origin + path],
      )
    )[0];
  const receipts = () =>
    house.rows<{ vocabulary: string }>(`select receipt->>'vocabulary' as vocabulary from match order by id`);

  test('a changed pack is in force without a restart, and its version stands in the receipt', async () => {
    const before = await worker();
    expect(before).toMatchObject({
      vocabulary: expect.stringMatching(/^[0-9a-f]{16}$/),
      vocabulary_problem: null,
    });
    write(heron('pw:org:heron-society'));
    const after = await house.until('the new vocabulary', async () => {
      const now = await worker();
      return now?.vocabulary === before?.vocabulary ? null : now;
    });
    const said = await publish(2);
    expect(said).toMatchObject({
      entity_id: 'pw:org:heron-society',
      vocabulary: after?.vocabulary,
      method: 'pack',
    });
    expect((await receipts()).at(-1)).toEqual({ vocabulary: after?.vocabulary });
    expect((await named(made[0]?.item.path ?? ''))?.vocabulary ?? before?.vocabulary).toBe(
      before?.vocabulary,
    );
  });

  test('a wrong file is refused whole, every mistake named, and the old packs stay in force', async () => {
    const good = (await worker())?.vocabulary;
    write(`${head}entities:\n  - {id: 43, type: CITY, name: Heron}\n`);
    writeFileSync(join(folder, 'entities', 'two.yaml'), `${head}entities: [{id: Q1, type: ORG, name: ""}]\n`);
    const refused = await house.until('the refusal', async () => {
      const now = await worker();
      return now?.vocabulary_problem?.includes('two.yaml') ? now : null;
    });
    expect(refused?.vocabulary).toBe(good);
    for (const mistake of [
      /own\.yaml:6: entity "43", id/,
      /own\.yaml:6: entity "43", type/,
      /two\.yaml:5: .*name/,
    ])
      expect(refused?.vocabulary_problem).toMatch(mistake);
    expect(await publish(3)).toMatchObject({ entity_id: 'pw:org:heron-society', vocabulary: good });
    const status = await presswatch(['status'], { env });
    expect(status.out).toMatch(/newer files were refused: .*own\.yaml:6/);
    const doctor = await presswatch(['doctor'], { env });
    expect(doctor).toMatchObject({
      code: 1,
      out: expect.stringMatching(/✗ workers .*refused newer packs or rules/),
    });
    rmSync(join(folder, 'entities', 'two.yaml'));
    write(heron('pw:org:heron-society'));
    await house.until('peace', async () => (await worker())?.vocabulary_problem === null);
    expect((await worker())?.vocabulary).toBe(good);
  });

  test('a merge is followed by queries and shown, rewrites nothing, and can be taken back', async () => {
    const show = async () => {
      const ended = await presswatch(
        ['articles', 'show', press.origin + (made[1]?.item.path ?? ''), '--json'],
        { env },
      );
      return JSON.parse(ended.out) as { tags: Tags; entities: { id: string; name: string }[] };
    };
    const merge = ['entities', 'merge', 'pw:org:heron-society', 'pw:org:quill', '--reason', 'one club'];
    expect((await presswatch(merge, { env })).out).toMatch(/Heron Society .* is read as Quill Society/);
    const circle = await presswatch(
      ['entities', 'merge', 'pw:org:quill', 'pw:org:heron-society', '--reason', 'x'],
      { env },
    );
    expect(circle).toMatchObject({ code: 1, err: expect.stringMatching(/would be a circle/) });
    const shown = await show();
    expect(shown.entities).toContainEqual(
      expect.objectContaining({ id: 'pw:org:quill', name: 'Quill Society' }),
    );
    expect(shown.tags.mentions).toContainEqual(
      expect.objectContaining({ entity_id: 'pw:org:heron-society' }),
    );
    const found = await presswatch(['articles', 'search', 'entity:"QS of Calder"', '--json'], { env });
    expect(JSON.parse(found.out)).toHaveLength(2);
    await house.subscribe('Quills', 'entity:"pw:org:quill"', 'quills.jsonl');
    await publish(4);
    const [match] = await house.rows<{ n: number }>(
      `select count(*)::int as n from match join subscription on subscription.id = subscription_id where name = 'Quills'`,
    );
    expect(match?.n).toBe(1);
    expect((await presswatch(['entities', 'unmerge', 'pw:org:heron-society'], { env })).code).toBe(0);
    expect((await show()).entities).toContainEqual(expect.objectContaining({ id: 'pw:org:heron-society' }));
  });
});
