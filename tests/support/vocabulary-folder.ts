// A small vocabulary as an operator's folder of files: for processes that must start soon, and rules a test may change.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes (or replaces) the files; `rule` is the query of the topic `user:weather`. Returns the folder. */
export function writeVocabulary(folder: string, rule: string): string {
  mkdirSync(join(folder, 'entities'), { recursive: true });
  mkdirSync(join(folder, 'names'), { recursive: true });
  const write = (path: string, text: string) => writeFileSync(join(folder, path), text);
  write('entities/own.yaml', ENTITIES);
  write(
    'mediatopics.json',
    JSON.stringify({
      version: '1',
      attribution: 'made up for tests',
      concepts: [['17000000', null, 'weather']],
    }),
  );
  write('names/given.txt', 'Maria\n');
  write('names/common.txt', 'once\nreport\n');
  write(
    'topics.yaml',
    `threshold: 5\nmax: 6\ntopics:\n  - code: user:weather\n    label: our weather\n    parent: "17000000"\n` +
      `    lang: any\n    query: ${JSON.stringify(rule)}\n    must: [a storm, ${JSON.stringify(rule)}]\n    mustNot: [a calm day]\n`,
  );
  return folder;
}

const ENTITIES = `pack: own
version: "2026-01-01"
licence: CC0-1.0
source: made up for tests
entities:
  - {id: "pw:org:quill", type: ORG, name: Quill Society, aliases: [QS of Calder]}
`;
