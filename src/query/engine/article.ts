// What the engine knows of the article at hand: which terms it holds and at which positions. Overwritten by the next.
//
//   position   words count 0, 1, 2 … in the title; the body starts GAP later, so nothing crosses
//   slot       a term that is present has a slot; its positions are slotFrom..slotTo in `positions`, ascending

/** Larger than any distance a query can span in one step. */
export const GAP = 128;

export type Article = {
  /** by position: the id of the plain word, or -1; of words that queries mention, their place, sentence and paragraph */
  wordAt: Int32Array;
  starts: Int32Array;
  ends: Int32Array;
  sentences: Int32Array;
  paragraphs: Int32Array;
  /** positions in use; the title ends at `titleEnd`, the body starts at `bodyStart` */
  size: number;
  titleEnd: number;
  bodyStart: number;

  slots: number;
  slotTerm: Int32Array;
  slotFrom: Int32Array;
  slotTo: Int32Array;
  positions: Int32Array;
  /** by term: its slot, valid only when that slot names the term */
  slotOf: Int32Array;

  /** every occurrence as it was met: slot and position */
  seenSlot: Int32Array;
  seenAt: Int32Array;
  seen: number;

  /** pairs of neighbours that are keys */
  pairs: Int32Array;
  pairCount: number;

  length: number;
  score: number;
  published: number;
};

export function createArticle(): Article {
  const array = () => new Int32Array(1024);
  return {
    wordAt: array(),
    starts: array(),
    ends: array(),
    sentences: array(),
    paragraphs: array(),
    size: 0,
    titleEnd: 0,
    bodyStart: GAP,
    slots: 0,
    slotTerm: array(),
    slotFrom: array(),
    slotTo: array(),
    positions: array(),
    slotOf: array(),
    seenSlot: array(),
    seenAt: array(),
    seen: 0,
    pairs: array(),
    pairCount: 0,
    length: 0,
    score: Number.NaN,
    published: Number.NaN,
  };
}

function widen(array: Int32Array, length: number): Int32Array {
  const wider = new Int32Array(Math.max(length, array.length * 2));
  wider.set(array);
  return wider;
}

/** Forgets the article before; `terms` is the size of the dictionary. */
export function startArticle(article: Article, terms: number): void {
  article.slots = 0;
  article.seen = 0;
  article.pairCount = 0;
  article.size = 0;
  if (article.slotOf.length < terms) article.slotOf = widen(article.slotOf, terms);
}

/** Ends the title and begins the body. */
export function endGap(article: Article): void {
  article.titleEnd = article.size;
  reserve(article, article.size + GAP);
  article.wordAt.fill(-1, article.size, article.size + GAP);
  article.size += GAP;
  article.bodyStart = article.size;
}

function reserve(article: Article, size: number): void {
  if (size <= article.wordAt.length) return;
  article.wordAt = widen(article.wordAt, size);
  article.starts = widen(article.starts, size);
  article.ends = widen(article.ends, size);
  article.sentences = widen(article.sentences, size);
  article.paragraphs = widen(article.paragraphs, size);
}

/** Gives the next word a position; `term` is -1 when no query mentions it. */
export function place(article: Article, term: number): void {
  if (article.size === article.wordAt.length) reserve(article, article.size + 1);
  article.wordAt[article.size++] = term;
}

/** Notes a pair of neighbours. */
export function adjoin(article: Article, pair: number): void {
  if (article.pairCount === article.pairs.length) article.pairs = widen(article.pairs, article.pairCount + 1);
  article.pairs[article.pairCount++] = pair;
}

/** The slot of a term, or -1 when the article does not hold it. Nothing is ever cleared: a stale slot names another. */
export function slotFor(article: Article, term: number): number {
  const slot = article.slotOf[term] as number;
  return slot < article.slots && article.slotTerm[slot] === term ? slot : -1;
}

/** Notes that the article holds a term; at no position when it is metadata. */
export function present(article: Article, term: number): number {
  const known = slotFor(article, term);
  if (known >= 0) return known;
  const slot = article.slots++;
  if (slot === article.slotTerm.length) {
    article.slotTerm = widen(article.slotTerm, slot + 1);
    article.slotFrom = widen(article.slotFrom, slot + 1);
    article.slotTo = widen(article.slotTo, slot + 1);
  }
  article.slotTerm[slot] = term;
  article.slotTo[slot] = 0;
  article.slotOf[term] = slot;
  return slot;
}

/** Notes one occurrence of a term. */
export function occurs(article: Article, term: number, position: number): void {
  const slot = present(article, term);
  const at = article.seen++;
  if (at === article.seenAt.length) {
    article.seenAt = widen(article.seenAt, at + 1);
    article.seenSlot = widen(article.seenSlot, at + 1);
  }
  article.seenAt[at] = position;
  article.seenSlot[at] = slot;
  article.slotTo[slot] = (article.slotTo[slot] as number) + 1;
}

/** Sorts the occurrences by slot, so that each term has its positions side by side. */
export function settle(article: Article): void {
  const { slots, slotFrom, slotTo, seen, seenAt, seenSlot } = article;
  if (article.positions.length < seen) article.positions = new Int32Array(seen * 2);
  const { positions } = article;
  let total = 0;
  for (let slot = 0; slot < slots; slot++) {
    const count = slotTo[slot] as number;
    slotFrom[slot] = total;
    slotTo[slot] = total;
    total += count;
  }
  for (let at = 0; at < seen; at++) {
    const slot = seenSlot[at] as number;
    positions[slotTo[slot] as number] = seenAt[at] as number;
    slotTo[slot] = (slotTo[slot] as number) + 1;
  }
}

/** Whether a term stands at a position: a plain word by its id, others by their list. */
export function standsAt(article: Article, term: number, position: number): boolean {
  if (article.wordAt[position] === term) return true;
  const slot = slotFor(article, term);
  if (slot < 0) return false;
  let low = article.slotFrom[slot] as number;
  let high = article.slotTo[slot] as number;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((article.positions[middle] as number) < position) low = middle + 1;
    else high = middle;
  }
  return low < (article.slotTo[slot] as number) && article.positions[low] === position;
}
