// `presswatch entities …` as people use it: find, show, check, ask why. No store is needed for these.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { markEntities, markText } from '../../../src/cli/marked.ts';
import { NO_MERGES } from '../../../src/lib/merges.ts';
import type { Mention } from '../../../src/model/model.ts';
import { presswatch } from '../../support/command.ts';
import { writeVocabulary } from '../../support/vocabulary-folder.ts';

const dir = mkdtempSync(join(tmpdir(), 'pw-entities-'));
let env: Record<string, string>;
const pack = (guard: string) => `pack: birds
version: "2026-01-01"
licence: CC0-1.0
source: made up for tests
entities:
  - id: "pw:org:heron"
    type: ORG
    name: Heron Society
    aliases: [{text: Heron, guard: ${guard}}]
    about: ["pw:org:quill"]
`;
const GOOD = '{need: members, within: 5, must: "Members of {} met.", mustNot: "A {} stood in the pond."}';

beforeAll(() => {
  const folder = writeVocabulary(join(dir, 'config'), 'thunderstorm*');
  writeFileSync(join(folder, 'entities', 'birds.yaml'), pack(GOOD));
  env = { PRESSWATCH_TAG_VOCABULARY: folder };
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const people = (...args: string[]) => presswatch(['entities', ...args], { env });
const json = async (...args: string[]) => JSON.parse((await people(...args, '--json')).out);

test('search finds by any spelling, exact ones first; show tells guards and ties', async () => {
  expect(await json('search', 'HÉRON')).toMatchObject({
    found: 1,
    entities: [{ id: 'pw:org:heron', alias: 'Heron', packs: ['birds'] }],
  });
  expect((await people('search', 'nobody')).out).toMatch(/Nothing found/);
  expect((await people('show', 'pw:org:heron')).out).toMatch(
    /Heron Society {2}ORG {2}pw:org:heron[\s\S]*Tied to: Quill Society[\s\S]*Heron: needs within 5 words: members/,
  );
  expect(await people('show', 'Q1')).toMatchObject({
    code: 1,
    err: expect.stringMatching(/No pack has the id "Q1"/),
  });
});

test('check runs the proofs of all packs or of one, and ends with 1 when one fails', async () => {
  expect(await json('check')).toMatchObject({ ok: true, proofs: 2, failed: [] });
  const folder = env.PRESSWATCH_TAG_VOCABULARY ?? '';
  writeFileSync(join(folder, 'entities', 'birds.yaml'), pack('{need: members}'));
  const failed = await people('check', '--pack', 'birds');
  expect(failed).toMatchObject({ code: 1, out: expect.stringMatching(/✗ birds: "Heron" .* without "must"/) });
  expect(await people('check', '--pack', 'none')).toMatchObject({ code: 2 });
  writeFileSync(join(folder, 'entities', 'birds.yaml'), pack(GOOD));
});

test('why tells the spellings of a name, and in a text or a file which conditions hold', async () => {
  expect((await people('why', 'heron')).out).toMatch(
    /Heron Society ORG pw:org:heron, as "Heron" \[birds\]: needs within 5/,
  );
  const no = await people('why', 'Heron', '--in', 'The Heron stood in the pond.', '--lang', 'de');
  expect(no.out).toMatch(/no mention\n {2}- Heron Society[\s\S]*not found within 5 words: members/);
  const file = join(dir, 'text.txt');
  writeFileSync(file, 'The members of Heron met.');
  expect(await json('why', 'Heron', '--in', file, '--lang', 'de')).toMatchObject({
    places: [{ start: 15, claims: [{ counts: true }], mention: { entity_id: 'pw:org:heron' } }],
  });
  expect((await people('why', 'Nobody')).out).toMatch(/No pack has a spelling "Nobody"/);
});

test('every command has help with an example', async () => {
  for (const name of ['search', 'show', 'check', 'why', 'merge', 'unmerge', 'merges'])
    expect((await people(name, '--help')).out).toMatch(/Example:\n {2}presswatch entities/);
});

test('a marked text keeps every character, and each mention the number of its entity', () => {
  const text = 'Erdogan met Erdoğan.';
  const mention = (start: number, end: number): Mention => ({
    ...{ field: 'body', start, end, text: text.slice(start, end), type: 'PER' },
    ...{ entityId: 'Q39259', name: 'Recep Tayyip Erdoğan', alias: null, score: 1 },
  });
  const mentions = [mention(0, 7), mention(12, 19)];
  const entities = markEntities(mentions, text.length, NO_MERGES, () => null);
  expect(entities).toMatchObject([{ number: 1, count: 2, about: true, surfaces: ['Erdogan', 'Erdoğan'] }]);
  const marked = markText(text, 'body', mentions, entities, NO_MERGES, false);
  expect(marked).toBe('[Erdogan|1] met [Erdoğan|1].');
  expect(markText(text, 'body', mentions, entities, NO_MERGES, true).replace(/\u001b\[\d+m/g, '')).toBe(
    marked,
  );
});
