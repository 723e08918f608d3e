// Running sums of text and prose along a walk. What an element holds is the sum at its end less the sum at its start,
// so nothing is counted twice however deep boxes nest.
import { isBlockName, squeeze } from './blocks.ts';
import { isProse } from './prose.ts';

export type Sums = { chars: number; proseChars: number; proseBlocks: number };

export type Tally = {
  /** sums so far; exact right after `boundary` */
  readonly sum: Readonly<Sums>;
  text(node: Text): void;
  enter(name: string): void;
  leave(name: string): void;
  /** ends the paragraph that is being read */
  boundary(): void;
};

export function createTally(): Tally {
  const sum: Sums = { chars: 0, proseChars: 0, proseBlocks: 0 };
  let text = '';
  let links = 0;
  let linkChars = 0;

  function boundary(): void {
    if (text === '') return;
    const squeezed = squeeze(text).trim();
    text = '';
    sum.chars += squeezed.length;
    if (isProse(squeezed, linkChars / Math.max(1, squeezed.length))) {
      sum.proseChars += squeezed.length;
      sum.proseBlocks++;
    }
    linkChars = 0;
  }

  return {
    sum,
    boundary,
    text({ data }) {
      text += data;
      if (links > 0) linkChars += squeeze(data).length;
    },
    enter(name) {
      if (name === 'a') links++;
      if (isBlockName(name)) boundary();
    },
    leave(name) {
      if (name === 'a') links--;
      if (isBlockName(name)) boundary();
    },
  };
}

export const difference = (after: Readonly<Sums>, before: Readonly<Sums>): Sums => ({
  chars: after.chars - before.chars,
  proseChars: after.proseChars - before.proseChars,
  proseBlocks: after.proseBlocks - before.proseBlocks,
});
