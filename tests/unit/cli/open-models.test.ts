// What stands in the place of a model's file and can't be read: everything works on without the model.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openClassifier, TOPIC_MODEL_FILE } from '../../../src/cli/open-classifier.ts';
import { openTagger, TAGGER_FILE } from '../../../src/cli/open-tagger.ts';

const folder = mkdtempSync(join(tmpdir(), 'pw-models-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a folder in the place of a model, as Docker makes one of a missing file, is told of and harms nothing', () => {
  for (const file of [TOPIC_MODEL_FILE, TAGGER_FILE]) mkdirSync(join(folder, file), { recursive: true });
  expect(openClassifier(folder)).toMatchObject({
    classifier: null,
    notice: expect.stringMatching(/topics-en.*can't be used: it is a folder; topics come from rules alone/),
  });
  expect(openTagger(folder)).toMatchObject({
    tagger: null,
    notice: expect.stringMatching(/entities-en.*cannot be used: it is a folder; /),
  });
});
