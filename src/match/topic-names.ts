// What a query may call a topic: its code, its IRI, or its label in any language of the taxonomy. Gives the codes meant.
// Reads the labels when a query first names a topic otherwise than by a plain code. Never says whether an article has it.
import { readFileSync } from 'node:fs';
import type { Node } from '../query/ast.ts';
import { keyValue } from '../query/value.ts';

/** Labels of all languages, and retired codes; made by `npm run import:mediatopics`. */
export const TOPIC_NAMES = new URL('../../config/mediatopics-names.json', import.meta.url);

/** One subject, active or retired. `names` are by locale. */
export type NamedTopic = {
  code: string;
  parent: string | null;
  wikidata: string | null;
  /** the day on which IPTC retired it; such codes stay in old articles */
  retired: string | null;
  names: Record<string, string>;
};

type File = {
  version: string;
  locales: string[];
  concepts: [string, string | null, string | null, string | null, (string | null)[]][];
};

let file: { version: string; locales: string[]; topics: NamedTopic[] } | null = null;
let byName: Map<string, string[]> | null = null;

/** The taxonomy with labels in all languages. */
export function topicNames(): { version: string; locales: string[]; topics: readonly NamedTopic[] } {
  if (file !== null) return file;
  const { version, locales, concepts } = JSON.parse(readFileSync(TOPIC_NAMES, 'utf8')) as File;
  const topics = concepts.map(([code, parent, wikidata, retired, labels]) => {
    const named = locales.flatMap((locale, at) => (labels[at] == null ? [] : [[locale, labels[at]]]));
    return { code, parent, wikidata, retired, names: Object.fromEntries(named) as Record<string, string> };
  });
  file = { version, locales, topics };
  return file;
}

const IRI = /^(?:medtop:|https?:\/\/cv\.iptc\.org\/newscodes\/mediatopic\/)(\d{8})$/;

/** The codes that a text means; several when languages or concepts share the label; none when nothing is called so. */
export function codesOf(text: string): readonly string[] {
  const asked = keyValue('topic', text);
  const written = IRI.exec(asked)?.[1] ?? asked;
  if (byName === null) {
    byName = new Map();
    for (const { code, names } of topicNames().topics)
      for (const name of [code, ...Object.values(names)]) {
        const key = keyValue('topic', name);
        const codes = byName.get(key);
        if (codes === undefined) byName.set(key, [code]);
        else if (!codes.includes(code)) codes.push(code);
      }
  }
  return byName.get(written) ?? [];
}

/**
 * The tree with each `topic:` value that is no plain code joined by the codes it means. An article carries the codes of
 * all broader topics, so a label then finds narrower ones too; the value itself stays, for an operator's own topics.
 */
export function withTopicCodes(node: Node): Node {
  if (node.type === 'not') return { ...node, child: withTopicCodes(node.child) };
  if (node.type === 'and' || node.type === 'or')
    return { ...node, children: node.children.map(withTopicCodes) };
  if (node.type !== 'key' || node.name !== 'topic' || /^(\d{8}|user:.*)$/.test(node.value)) return node;
  const codes = codesOf(node.value);
  if (codes.length === 0) return node;
  const written = node.value;
  const children = [written, ...codes].map((value) => ({ ...node, value, written }));
  return { type: 'or', children, start: node.start, end: node.end };
}
