// Cuts a long row of pieces into windows that a model can read. Where two overlap, each answers for its own half, so
// that every piece but the first and last few is judged with context on both sides.

/** Pieces `from` to `to` are read, `keepFrom` to `keepTo` are answered for; ends outside. */
export type Window = { from: number; to: number; keepFrom: number; keepTo: number };

/** @returns windows whose kept parts cover 0 to `count` without gap or overlap; none for an empty row */
export function cutWindows(count: number, size: number, overlap: number): Window[] {
  const windows: Window[] = [];
  const half = overlap >> 1;
  for (let from = 0, kept = 0; kept < count; from += size - overlap) {
    const to = Math.min(count, from + size);
    const keepTo = to === count ? count : to - half;
    windows.push({ from, to, keepFrom: kept, keepTo });
    kept = keepTo;
  }
  return windows;
}
