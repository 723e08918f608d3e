// Keys of what commands print as JSON: snake_case throughout, as the batch formats and the store's columns have them. Data that
// is keyed by names of the user's own, or mirrors a file as it is written, stays as it is.

/** below these stand an operator's words, files and names */
const AS_WRITTEN: ReadonlySet<string> = new Set([
  'rule',
  'saved',
  'labels',
  'guard',
  'guards',
  'facts',
  'aliases',
]);

const CAMEL = /^[a-z][a-z0-9]*(?:[A-Z][a-z0-9]*)+$/;

/** `articleId` becomes `article_id`, at any depth. */
export function snakeKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeKeys);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      CAMEL.test(key) ? key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) : key,
      AS_WRITTEN.has(key) ? one : snakeKeys(one),
    ]),
  );
}
