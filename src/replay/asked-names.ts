// Of all the names that entities have, those that one query asks for. They are compared as a whole, so leaving out the
// others changes no verdict; it spares folding some thousand names a text.
import { type AliasesOf, allNames, type EntityNames } from '../lib/entity-values.ts';
import type { Mention } from '../model/model.ts';
import type { Node } from '../query/query.ts';
import { keyValue } from '../query/value.ts';

/** ways to name something that are remembered, some 20 MB; the news of a month repeats far fewer */
const MOST_KEPT = 100_000;

/** The values of a query's `entity:` and `about:`, where an article's entities have them. */
export function askedNames(ast: Node, aliasesOf: AliasesOf): EntityNames {
  const asked = valuesAsked(ast);
  const all = allNames(aliasesOf);
  const only = (values: readonly string[]) => values.filter((value) => asked.has(keyValue('entity', value)));
  const mentions = remembered((mention: Mention) => only(all.of(mention)), wayOf);
  const spoken = remembered(
    (id: string) => only(all.spoken(id)),
    (id) => id,
  );
  return { of: mentions, spoken };
}

/** equal for mentions that have the same values */
const wayOf = ({ entityId, type, name, text }: Mention): string =>
  `${entityId ?? ''}\n${type}\n${name}\n${text}`;

function remembered<In, Out>(work: (given: In) => Out, keyOf: (given: In) => string): (given: In) => Out {
  const kept = new Map<string, Out>();
  return (given) => {
    const key = keyOf(given);
    const known = kept.get(key);
    if (known !== undefined) return known;
    const made = work(given);
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, made);
    return made;
  };
}

/** both fields compare alike */
function valuesAsked(node: Node): Set<string> {
  if (node.type === 'not') return valuesAsked(node.child);
  if (node.type === 'and' || node.type === 'or')
    return new Set(node.children.flatMap((child) => [...valuesAsked(child)]));
  const isNamed = node.type === 'key' && (node.name === 'entity' || node.name === 'about');
  return new Set(isNamed ? [keyValue('entity', node.value)] : []);
}
