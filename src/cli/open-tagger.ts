// The trained name tagger beside the vocabulary. Without its file everything else works on: packs, and names by shape.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readModel } from '../tag/entities/crf/read-model.ts';
import { type CrfTagger, createTagger } from '../tag/entities/crf/tag.ts';
import { whyUnreadable } from './unreadable.ts';

/** `damage`: what is wrong with a file that is there; null when there is none */
export type OpenedTagger =
  | { tagger: CrfTagger; notice: null }
  | { tagger: null; notice: string; damage: string | null };

/** in a vocabulary's folder */
export const TAGGER_FILE = 'models/entities-en/model.bin';

/** @param folders where to look, the first that has the file counts */
export function openTagger(...folders: readonly string[]): OpenedTagger {
  const paths = folders.map((folder) => join(folder, TAGGER_FILE));
  const path = paths.find((one) => existsSync(one)) ?? (paths.at(-1) as string);
  const without = 'names that no pack knows are found by their shape only';
  if (!existsSync(path))
    return { tagger: null, notice: `No name tagger at ${path}; ${without}.`, damage: null };
  const read = readFile(path);
  if (read.ok) return { tagger: createTagger(read.model), notice: null };
  const damage = `The name tagger ${path} cannot be used: ${read.why}`;
  return { tagger: null, notice: `${damage}; ${without}.`, damage };
}

function readFile(path: string): ReturnType<typeof readModel> {
  try {
    return readModel(readFileSync(path));
  } catch (error) {
    return { ok: false, why: whyUnreadable(error) };
  }
}
