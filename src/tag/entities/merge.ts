// Where packs and the trained model speak of the same words. A pack says what a name means, the model where it ends:
// a longer name of the model keeps the alias inside it from linking, and else the pack wins.
import { withCues } from './cue-names.ts';
import { LOC_SELVES, ORG_TAILS } from './cues.ts';
import { addFree, type Span } from './span.ts';
import type { Document, Word } from './word.ts';

/** How sure the model must be of a place to overrule a pack's organisation of the same spelling. */
const SURE_PLACE = 0.95;

/** @returns spans in reading order, none overlapping */
export function mergeNamed(document: Document, hits: readonly Span[], named: readonly Span[]): Span[] {
  const { words } = document;
  const kept: Span[] = [];
  const dropped = new Set<Span>();
  let next = 0;
  for (const name of withCues(document, named)) {
    while (next < hits.length && (hits[next] as Span).last < name.first) next++;
    const inside: Span[] = [];
    for (let at = next; at < hits.length && (hits[at] as Span).first <= name.last; at++)
      inside.push(hits[at] as Span);
    if (inside.length === 0) {
      kept.push(name);
      continue;
    }
    if (isPlaceOfFirm(name, inside)) {
      for (const hit of inside) dropped.add(hit);
      kept.push(name);
      continue;
    }
    if (!contains(name, inside)) continue;
    const own = inside.find(
      ({ first, last, id }) => first === name.first && last === name.last - 1 && id !== null,
    );
    const tail = (words[name.last] as Word).folded;
    if (own?.type === 'ORG' && ORG_TAILS.has(tail)) continue;
    for (const hit of inside) dropped.add(hit);
    kept.push(own?.type === 'LOC' && LOC_SELVES.has(tail) ? { ...own, last: name.last } : name);
  }
  return addFree(
    hits.filter((hit) => !dropped.has(hit)),
    kept,
  );
}

/** Albemarle the county, where the packs know the company: the model is sure of a place, the pack only of a spelling. */
function isPlaceOfFirm(name: Span, inside: readonly Span[]): boolean {
  const hit = inside[0] as Span;
  const same = inside.length === 1 && hit.first === name.first && hit.last === name.last;
  return same && hit.type === 'ORG' && name.type === 'LOC' && name.score >= SURE_PLACE;
}

/** Is the name longer than what the packs say of its words, and does it hold all of that? */
function contains(name: Span, inside: readonly Span[]): boolean {
  const first = inside[0] as Span;
  const last = inside.at(-1) as Span;
  if (first.first < name.first || last.last > name.last) return false;
  return inside.length > 1 || first.first > name.first || first.last < name.last;
}

/** A larger name by shape takes the place of the packs' names in it, unless it only adds a word to one of them. */
export function mergeShapes({ words }: Document, hits: readonly Span[], shapes: readonly Span[]): Span[] {
  const kept: Span[] = [];
  const dropped = new Set<Span>();
  for (const shape of shapes) {
    const inside = hits.filter((hit) => hit.first >= shape.first && hit.last <= shape.last);
    const tail = (words[shape.last] as Word).folded;
    const own = inside.find(
      (hit) => hit.first === shape.first && hit.last === shape.last - 1 && hit.id !== null,
    );
    if (inside.some((hit) => hit.first === shape.first && hit.last === shape.last)) continue;
    if (own?.type === 'ORG' && ORG_TAILS.has(tail)) continue;
    for (const hit of inside) dropped.add(hit);
    if (own?.type === 'LOC' && LOC_SELVES.has(tail)) kept.push({ ...own, last: shape.last });
    else kept.push(shape);
  }
  return addFree(
    hits.filter((hit) => !dropped.has(hit)),
    kept,
  );
}
