// The trained topic model beside the vocabulary. Without its file everything else works on: rules alone find topics.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LIMITS } from '../config/limits.ts';
import { type Classifier, openModel } from '../tag/topics/classify.ts';
import { whyUnreadable } from './unreadable.ts';

/** `damage`: what is wrong with a file that is there; null when there is none */
export type OpenedClassifier =
  | { classifier: Classifier; notice: null }
  | { classifier: null; notice: string; damage: string | null };

/** in a vocabulary's folder */
export const TOPIC_MODEL_FILE = 'models/topics-en/model.bin';

/** @param folders where to look, the first that has the file counts */
export function openClassifier(...folders: readonly string[]): OpenedClassifier {
  const paths = folders.map((folder) => join(folder, TOPIC_MODEL_FILE));
  const path = paths.find((one) => existsSync(one)) ?? (paths.at(-1) as string);
  const without = 'topics come from rules alone';
  if (!existsSync(path))
    return { classifier: null, notice: `No topic model at ${path}; ${without}.`, damage: null };
  const opened = openFile(path);
  if (typeof opened !== 'string') return { classifier: opened, notice: null };
  const damage = `The topic model ${path} can't be used: ${opened}`;
  return { classifier: null, notice: `${damage}; ${without}.`, damage };
}

/** The model, or why it is none: what can't be read harms no more than what is damaged. */
function openFile(path: string): Classifier | string {
  try {
    if (statSync(path).size > LIMITS.topicModelBytes) return 'it is too large to be one';
    return openModel(readFileSync(path));
  } catch (error) {
    return whyUnreadable(error);
  }
}
