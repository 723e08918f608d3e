// A file of the operator as text. What hinders reading it is a mistake like others, never thrown.
import { readFileSync, statSync } from 'node:fs';
import { LIMITS } from './limits.ts';

/** The text of a file; null, and a mistake more, when it can't be had. */
export function readText(path: string, mistakes: string[]): string | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined || !stat.isFile()) {
    mistakes.push(`${path}: ${stat === undefined ? 'there is no such file' : 'is no file'}`);
    return null;
  }
  const { size } = stat;
  if (size > LIMITS.vocabularyFileBytes) {
    mistakes.push(
      `${path}: ${size} bytes are more than ${LIMITS.vocabularyFileBytes}; shorten it (a pack may be split into several files)`,
    );
    return null;
  }
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    mistakes.push(`${path}: can't be read (${error instanceof Error ? error.message : String(error)})`);
    return null;
  }
}
