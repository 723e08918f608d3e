// What is wrong with packs and topic rules, as doctor tells it. Changes nothing.
import type { Settings } from '../../config/settings.ts';
import { readVocabulary } from '../../config/vocabulary.ts';
import { compileVocabulary } from '../../tag/compile.ts';
import { proveVocabulary } from '../../tag/prove.ts';
import { openHouseClassifier, openHouseTagger, vocabularyFolder } from '../open-vocabulary.ts';
import type { Finding } from './examine.ts';

const MEND_PROOF = 'Mend the pack or rule, or its examples.';
const MEND_RETIRED = 'Remove the rules named from topics.yaml, or give them newer codes.';

export function examineVocabulary(settings: Settings): Finding {
  const what = 'vocabulary';
  try {
    const data = readVocabulary(vocabularyFolder(settings));
    // with the models, as a worker has them: so the version is the one that status tells of workers
    const { tagger } = openHouseTagger(settings);
    const { classifier } = openHouseClassifier(settings);
    const vocabulary = compileVocabulary(data, tagger, classifier);
    const broken = proveVocabulary(data, vocabulary);
    const { notices = [] } = data;
    const says = `version ${vocabulary.version}`;
    if (broken.length + notices.length === 0) return { what, state: 'good', says };
    const mend = [broken.length > 0 ? MEND_PROOF : [], notices.length > 0 ? MEND_RETIRED : []]
      .flat()
      .join(' ');
    return { what, state: 'warning', says: `${says}, but ${[...broken, ...notices].join('; ')}`, mend };
  } catch (error) {
    const mend = 'Correct the lines named; the service does not start with a bad vocabulary.';
    return { what, state: 'bad', says: error instanceof Error ? error.message : String(error), mend };
  }
}
