// Key → programs. Blocks in one arena that double when full: [size, capacity, (program, guard) …].
// Nothing is taken out: a removed program has no subscriber any more, and compaction leaves it behind.
import { type Ints, ints, push, room } from './column.ts';

export type Postings = {
  arena: Ints;
  /** integers in blocks that were outgrown */
  waste: number;
};

export function createPostings(): Postings {
  const arena = ints();
  // offset 0 means "no postings"
  push(arena, 0);
  return { arena, waste: 0 };
}

/** Adds a program to the block at `block` (0: none yet) and returns where the block is now. */
export function addPosting(postings: Postings, block: number, program: number, guard: number): number {
  const { arena } = postings;
  let at = block;
  if (at === 0) at = newBlock(arena, 1);
  else if (arena.data[at] === arena.data[at + 1]) at = moved(postings, at);
  const size = arena.data[at] as number;
  arena.data[at + 2 + size * 2] = program;
  arena.data[at + 3 + size * 2] = guard;
  arena.data[at] = size + 1;
  return at;
}

function newBlock(arena: Ints, capacity: number): number {
  const at = arena.size;
  room(arena, 2 + capacity * 2);
  arena.size += 2 + capacity * 2;
  arena.data[at] = 0;
  arena.data[at + 1] = capacity;
  return at;
}

function moved(postings: Postings, block: number): number {
  const { arena } = postings;
  const size = arena.data[block] as number;
  const at = newBlock(arena, size * 2);
  arena.data.copyWithin(at + 2, block + 2, block + 2 + size * 2);
  arena.data[at] = size;
  postings.waste += 2 + size * 2;
  return at;
}
