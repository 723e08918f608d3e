// The words a tagger has met, described once each. Bounded: an ingest worker meets new spellings for ever.
import { LIMITS } from '../../../config/limits.ts';
import type { Lexicon } from './lexicon.ts';
import { type CrfWord, describeWord } from './word.ts';

export type Dictionary = { lexicon: Lexicon; word(raw: string): CrfWord };

export function createDictionary(lexicon: Lexicon): Dictionary {
  const known = new Map<string, CrfWord>();
  return {
    lexicon,
    word(raw) {
      const there = known.get(raw);
      if (there !== undefined) return there;
      const word = describeWord(raw, lexicon);
      if (known.size >= LIMITS.taggerWords) known.clear();
      if (raw.length <= LIMITS.taggerWordChars) known.set(raw, word);
      return word;
    },
  };
}
