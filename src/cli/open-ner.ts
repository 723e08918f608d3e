// The operator's own model for names, if the settings point at one.
import process from 'node:process';
import type { Settings } from '../config/settings.ts';
import type { NerBackend } from '../tag/entities/backend.ts';
import { openOnnx } from '../tag/entities/onnx/open.ts';

/** Says on standard error when the model cannot be used; the vocabulary's tagger finds names then, as without a model. */
export async function openNer({ entities }: Pick<Settings, 'entities'>): Promise<NerBackend | null> {
  if (entities.modelPath === null) return null;
  const { backend, notice } = await openOnnx(entities.modelPath, entities.modelLanguages);
  if (notice !== null) process.stderr.write(`${notice}\n`);
  return backend;
}
