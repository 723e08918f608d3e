// Topics of a running service: what an operator writes or trains comes in force without a restart.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backends } from '../../support/backends.ts';
import { presswatch } from '../../support/command.ts';
import { type Grounds, openTestHouse, startGrounds, type TestHouse } from '../../support/house.ts';
import { writeVocabulary } from '../../support/vocabulary-folder.ts';

const dir = mkdtempSync(join(tmpdir(), 'pw-topics-live-'));
const folder = writeVocabulary(join(dir, 'config'), 'thunderstorm*');
const MODEL = 'models/topics-en/model.bin';
const shipped = fileURLToPath(new URL(`../../../config/${MODEL}`, import.meta.url));

let grounds: Grounds;
let house: TestHouse;
let env: Record<string, string>;
beforeAll(async () => {
  const [backend] = backends().filter(({ missing }) => !missing);
  if (backend === undefined) throw new Error('no queue to test on');
  grounds = await startGrounds(backend);
  const ground = await grounds.ground();
  house = await openTestHouse(ground, { vocabulary: folder });
  env = { DATABASE_URL: ground.storeUrl, PRESSWATCH_TAG_VOCABULARY: folder };
  await house.start();
});
afterAll(async () => {
  await house?.close();
  await grounds?.stop();
  rmSync(dir, { recursive: true, force: true });
});

const inForce = async () =>
  (await house.rows<{ vocabulary: string }>('select vocabulary from worker'))[0]?.vocabulary;
const problemTold = async () =>
  (await house.rows<{ problem: string | null }>('select vocabulary_problem as problem from worker'))[0]
    ?.problem ?? null;
/** makes a change; resolves to the version that comes in force by it */
async function after(change: () => void): Promise<string> {
  const before = await inForce();
  change();
  return house.until('another vocabulary in force', async () => {
    const now = await inForce();
    return now !== before && now;
  });
}
const tried = async (text: string) => {
  const { out } = await presswatch(['try', 'text'], {
    env,
    input: `${JSON.stringify({ id: 1, text })}\n`,
  });
  return JSON.parse(out) as { topics: { code: string; via: string }[] };
};

/** The shipped model as one of another language, hash and all. */
function otherModel(): Buffer {
  const hashed = readFileSync(shipped).subarray(0, -32);
  const at = hashed.indexOf('"lang":"en"');
  hashed.write('"lang":"xx"', at, 'latin1');
  return Buffer.concat([hashed, createHash('sha256').update(hashed).digest()]);
}

const FOREIGN_FIGHTERS = `  - code: user:foreign-fighters
    label: foreign fighters
    query: '"foreign fighters" OR (jihadist* NEAR/12 (joined OR returned))'
    must: [Two foreign fighters came home., Jihadists who had returned were held.]
    mustNot: [Fighters of the foreign legion marched.]
`;

test('a topic of five lines is in force without a restart', async () => {
  const path = join(folder, 'topics.yaml');
  await after(() => writeFileSync(path, readFileSync(path, 'utf8') + FOREIGN_FIGHTERS));
  expect(FOREIGN_FIGHTERS.trimEnd().split('\n')).toHaveLength(5);
  const { topics } = await tried('The jihadists, who had joined a militia abroad, were arrested.');
  expect(topics).toMatchObject([{ code: 'user:foreign-fighters', via: 'user' }]);
});

test('a model that is put in place, or trained anew, is in force without a restart; a broken one is told of, and the one before it stays', async () => {
  const path = join(folder, MODEL);
  mkdirSync(join(path, '..'), { recursive: true });
  const before = await inForce();
  writeFileSync(path, 'no model');
  const problem = await house.until('the broken model told of', problemTold);
  expect(problem).toContain(`The topic model ${path} can't be used: it is no topic model`);
  expect(await inForce()).toBe(before);
  const { out } = await presswatch(['doctor'], { env });
  expect(out).toContain(`The topic model ${path} can't be used`);
  await after(() => writeFileSync(path, otherModel()));
  await house.until('nothing wrong any more', async () => (await problemTold()) === null);
  expect((await presswatch(['doctor'], { env })).out).toMatch(
    /topic model.* 15 top classes and \d{3} finer topics/,
  );
});
