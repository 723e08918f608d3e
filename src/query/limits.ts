// Every bound of the query language and its engine, with its reason. Crossing one in a query is E_LIMIT.

export const QUERY_LIMITS = {
  /** characters of a query; the longest expressions large agencies report */
  chars: 20_000,
  /** words, phrases (one each) and keyword values of a query */
  terms: 2000,
  /** parentheses, NOT, fields, ATLEAST and FIRST inside each other: no stack overflow */
  depth: 32,
  /** words between the operands of NEAR, or other words inside a window phrase */
  distance: 100,
  /** ATLEAST count */
  count: 100,
  /** FIRST: beyond this it is the whole article */
  first: 10_000,
  /** words of a window phrase: its evaluation must stay bounded */
  windowWords: 8,
  /** words with * or ? in one query */
  wildcards: 200,
  /** saved lists (@name) inside saved lists */
  lists: 8,
  /** literal characters a wildcard needs at its start or its end */
  wildcardStem: 3,
  /** the same for scripts that say more with one letter (Hangul, Kana, Arabic ...) */
  wildcardStemDense: 2,
  /** spans kept for one match */
  spans: 50,
  /** steps one query may take on one article before it counts as not evaluated; a common query takes below 100 */
  steps: 200_000,
  /** further steps for each word of the article, so that one walk over a long one is always possible */
  stepsPerWord: 4,
} as const;
