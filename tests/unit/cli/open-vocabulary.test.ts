// Where the operator's own topics lie, as commands read it from topics.yaml when it is asked for.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { followTopicNames } from '../../../src/cli/open-vocabulary.ts';
import { loadSettings } from '../../../src/config/load.ts';
import { broaderNow } from '../../../src/match/topic-names.ts';
import { writeVocabulary } from '../../support/vocabulary-folder.ts';

const dir = mkdtempSync(join(tmpdir(), 'pw-own-topics-'));
const folder = writeVocabulary(join(dir, 'config'), 'storm*');
const settings = loadSettings({ PRESSWATCH_TAG_VOCABULARY: folder });
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test("a topic of one's own lies below what topics.yaml says, whatever was stored", () => {
  followTopicNames(settings);
  expect(broaderNow('user:weather', ['04000000'])).toEqual(['17000000']);
});

test('a file without topics of its own is not read as rules: what was stored counts', () => {
  writeFileSync(join(folder, 'topics.yaml'), '# no user:weather\ntopics: [oh no]\n');
  followTopicNames(settings);
  expect(broaderNow('user:weather', ['04000000'])).toEqual(['04000000']);
});

test('one with a mistake is refused as everywhere', () => {
  writeFileSync(join(folder, 'topics.yaml'), 'topics:\n  - code: user:weather\n');
  followTopicNames(settings);
  expect(() => broaderNow('user:weather', [])).toThrow(/topics\.yaml:2: topic user:weather/);
});
