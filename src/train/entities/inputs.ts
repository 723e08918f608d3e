// Size and hash of everything that goes into a model, so that anyone can tell whether they hold the same.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

export type Input = { name: string; bytes: number; sha256: string };
export type Inputs = { files: Input[]; digest: string };

export function hashInputs(
  data: string,
  names: string,
  vectors: string,
  gold: string,
  corpora: readonly string[],
): Inputs {
  const files = [
    ...corpora.map((name) => hashFile(join(data, 'train', `${name}.conll`), 'train/')),
    ...list(names, '.tsv').map((path) => hashFile(path, 'names/')),
    ...list(join(names, 'names'), '').map((path) => hashFile(path, 'names/names/')),
    ...list(gold, '.txt').map((path) => hashFile(path, 'own/')),
    hashFile(vectors, ''),
  ];
  const digest = createHash('sha256').update(files.map(({ name, sha256 }) => `${name} ${sha256}`).join('\n'));
  return { files, digest: digest.digest('hex') };
}

const list = (folder: string, ending: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
        .map(({ name }) => join(folder, name))
        .sort()
    : [];

function hashFile(path: string, prefix: string): Input {
  const bytes = readFileSync(path);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { name: prefix + basename(path), bytes: bytes.length, sha256 };
}
