// Have the files of a vocabulary changed? Told by their names, sizes and times, without reading them.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NAMES = 'mediatopics-names.json';
const SHIPPED_NAMES = fileURLToPath(new URL(`../../config/${NAMES}`, import.meta.url));

/** Labels of all languages and retired codes: those beside the folder's taxonomy, else the shipped ones. */
export function topicNamesFile(dir: string): string {
  const own = join(dir, NAMES);
  return existsSync(own) ? own : SHIPPED_NAMES;
}

/**
 * Another text whenever a file of the folder was added, removed or written. A file that goes meanwhile is left out.
 * @param models files of trained models, in the folder or not; a model trained anew is another vocabulary too
 */
export function vocabularySignature(dir: string, models: readonly string[] = []): string {
  const listed = ['entities', 'names'].flatMap((folder) => filesIn(join(dir, folder)));
  const paths = [
    ...listed,
    join(dir, 'topics.yaml'),
    join(dir, 'mediatopics.json'),
    join(dir, NAMES),
    ...models,
  ];
  return paths
    .flatMap((path) => {
      const stat = statSync(path, { throwIfNoEntry: false });
      return stat === undefined ? [] : [`${path} ${stat.size} ${stat.mtimeMs} ${stat.ino}`];
    })
    .join('\n');
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .sort()
      .map((name) => join(folder, name));
  } catch {
    return []; // a folder that is missing is told when the files are read
  }
}
