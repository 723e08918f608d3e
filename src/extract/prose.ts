// What counts as running prose: long enough, not mostly links, and a sentence ends somewhere.
// The budget of pruning and the valves are reckoned in it.
import type { Block } from './blocks.ts';

export const PROSE_CHARS = 80;
export const LINK_SHARE = 0.5;

const SENTENCE_END = /[.!?…。！？｡](?:["'”’»」』)\]]|\s|$)|[。！？]/;

export const hasSentenceEnd = (text: string): boolean => SENTENCE_END.test(text);

/** Is this text, with this share of links, prose? */
export const isProse = (text: string, link: number): boolean =>
  text.length >= PROSE_CHARS && link < LINK_SHARE && hasSentenceEnd(text);

/** Characters of prose in some blocks. */
export const proseChars = (blocks: Block[]): number =>
  blocks.reduce((sum, { text, link }) => (isProse(text, link) ? sum + text.length : sum), 0);
