// A span: words that name somebody or something, with what is known of it so far. Spans of one list never overlap.
import type { EntityType, MentionMethod } from '../../model/article.ts';

export type Span = {
  /** indexes of the first and last word in the document, both inside */
  first: number;
  last: number;
  type: EntityType;
  id: string | null;
  name: string;
  alias: string | null;
  score: number;
  method: MentionMethod;
  about: readonly string[];
  /** ids that claim the spelling, where none of them won */
  candidates?: readonly string[];
};

/** Which word belongs to which span. */
export function cover(spans: readonly Span[]): Map<number, Span> {
  const covered = new Map<number, Span>();
  for (const span of spans) for (let at = span.first; at <= span.last; at++) covered.set(at, span);
  return covered;
}

/** Adds those of `more` that touch none of `spans`; reading order is restored. */
export function addFree(spans: readonly Span[], more: readonly Span[]): Span[] {
  const covered = cover(spans);
  const all = [...spans];
  for (const span of more) {
    let free = true;
    for (let at = span.first; at <= span.last; at++) if (covered.has(at)) free = false;
    if (!free) continue;
    all.push(span);
    for (let at = span.first; at <= span.last; at++) covered.set(at, span);
  }
  return all.sort((a, b) => a.first - b.first);
}
