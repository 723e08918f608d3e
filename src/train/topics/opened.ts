// A model that has just been trained, opened as the product opens it.
import { type Classifier, openModel } from '../../tag/topics/classify.ts';

/** @throws Error when it can't be read, which is a fault of the training */
export function opened(bytes: Uint8Array): Classifier {
  const classifier = openModel(bytes);
  if (typeof classifier === 'string') throw new Error(classifier);
  return classifier;
}
