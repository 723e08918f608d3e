// What doctor says of packs and topic rules.
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { examineVocabulary } from '../../../src/cli/doctor/vocabulary.ts';
import { openVocabulary } from '../../../src/cli/open-vocabulary.ts';
import { loadSettings } from '../../../src/config/load.ts';
import { writeVocabulary } from '../../support/vocabulary-folder.ts';

const dir = mkdtempSync(join(tmpdir(), 'pw-doctor-'));
const settingsOf = (folder: string) => loadSettings({ PRESSWATCH_TAG_VOCABULARY: folder });
const RETIRED = '  - { code: "20000030", query: opera, must: [An opera.], mustNot: [A play.] }\n';
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test('good files are good, by the version that a worker has', () => {
  const folder = writeVocabulary(join(dir, 'good'), 'storm*');
  const { version } = openVocabulary(settingsOf(folder));
  expect(examineVocabulary(settingsOf(folder))).toEqual({
    what: 'vocabulary',
    state: 'good',
    says: `version ${version}`,
  });
});

test('a proof that fails and a rule that is set aside are both told, each with what to do', () => {
  const folder = writeVocabulary(join(dir, 'both'), 'thunderstorm*');
  appendFileSync(join(folder, 'topics.yaml'), RETIRED);
  const { state, says, mend } = examineVocabulary(settingsOf(folder));
  expect(state).toBe('warning');
  expect(says).toMatch(/user:weather.*must fire on[\s\S]*the rule of 20000030 is set aside/);
  expect(mend).toMatch(/^Mend the pack or rule.*Remove the rules named from topics\.yaml/);
});

test('a rule that is set aside is told by itself, without advice on proofs', () => {
  const folder = writeVocabulary(join(dir, 'aside'), 'storm*');
  appendFileSync(join(folder, 'topics.yaml'), RETIRED);
  const { says, mend } = examineVocabulary(settingsOf(folder));
  expect(says).toContain('the rule of 20000030 is set aside');
  expect(mend).toMatch(/^Remove the rules named/);
});

test('a file that is refused is bad', () => {
  const folder = writeVocabulary(join(dir, 'bad'), 'storm*');
  writeFileSync(join(folder, 'topics.yaml'), 'topics: {}\n');
  expect(examineVocabulary(settingsOf(folder))).toMatchObject({ state: 'bad' });
});
