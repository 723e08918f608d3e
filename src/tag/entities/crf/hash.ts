// 32-bit hashes: of words, of phrases, of features. No feature is ever kept as a string; the few collisions among
// millions of them are harmless noise. A change here makes every model file unreadable: raise FEATURE_CODE.

/** The version of everything a model's hashes depend on: this file, words, documents, features. */
export const FEATURE_CODE = 1;

/** One hash of two numbers. For a given `a` different `b` never collide. */
export function mix(a: number, b: number): number {
  let hash = (Math.imul(a, 0x9e3779b1) + b) | 0;
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}

/** Hash of the UTF-16 units `from` to `to` of a text. */
export function hashText(text: string, from = 0, to = text.length): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return mix(hash, to - from);
}
