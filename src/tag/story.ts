// The fingerprint by which near-duplicate texts find each other: a fixed sample of their hashed word shingles.
// Which story a text joins is decided in SQL (src/store/stories.ts), since all workers must agree.
import { tokenize } from '../query/query.ts';

const SHINGLE_WORDS = 4;
/** every text keeps the same quarter of all possible shingles, so samples of copies overlap as the texts do */
const KEEP_ONE_IN = 4;
/** enough for 4,000 words; longer texts are told apart by their beginning just as well */
const MAX_SHINGLES = 1000;
/** below this, shared agency boilerplate would join texts that only look alike */
const MIN_WORDS = 50;

/** Shares of the smaller text that make two texts one story; measured for truncated and edited copies. */
export const STORY_CONTAINMENT = 0.5;

/** Hashed 4-word shingles (32-bit), sampled by value; empty for texts too short to judge. */
export function storyFingerprint(text: string): number[] {
  const words = tokenize(text.slice(0, 100_000)).map((token) => token.folded);
  if (words.length < MIN_WORDS) return [];
  const kept = new Set<number>();
  for (let i = 0; i + SHINGLE_WORDS <= words.length && kept.size < MAX_SHINGLES; i++) {
    const hash = fnv1a(words.slice(i, i + SHINGLE_WORDS).join(' '));
    if (hash % KEEP_ONE_IN === 0) kept.add(hash);
  }
  return [...kept];
}

/** FNV-1a over UTF-16 units with a final mix, 32 bits. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return (hash ^ (hash >>> 16)) >>> 0;
}
