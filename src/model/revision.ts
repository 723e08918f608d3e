// What a revision is to those who were told of the one before.

export type ChangeKind =
  /** the article's first text */
  | 'first'
  /** the newsroom says that something was wrong */
  | 'correction'
  /** other facts: numbers, names, negations, or a sentence's worth of words */
  | 'substantial'
  /** another headline over the same text */
  | 'headline'
  /** a few words, or a name spelt right */
  | 'minor'
  /** the page itself, where only its feed had spoken */
  | 'fuller'
  /** the same page, read differently by us */
  | 'reread';

/** How an article's new state differs from the last one kept. */
export type RevisionChange = {
  kind: ChangeKind;
  /** words that came and went, outside of what changes by itself */
  added: number;
  removed: number;
};

/** Why a changed text is no revision: nothing that counts, a teaser in its place, or only the feed's word for it. */
export type Unchanged = 'same' | 'tiny' | 'cut' | 'poorer';

export type Judged = RevisionChange | { kind: null; why: Unchanged };
