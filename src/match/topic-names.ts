// What a query may call a topic: its code, its IRI, or its label in any language of the taxonomy. Gives the codes meant.
// Reads the labels when they are first asked for. Never says whether an article has it.
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { Subject, TopicTag } from '../model/model.ts';
import { parseNames } from '../model/taxonomy.ts';
import type { Node } from '../query/ast.ts';
import { keyValue } from '../query/value.ts';

/** Labels of all languages, and retired codes; the operator's own where `readTopicNamesFrom` says so. */
let path: string | URL = new URL('../../config/mediatopics-names.json', import.meta.url);

/** The file that is in force. */
export const topicNamesPath = (): string | URL => path;

/** Reads labels from this file from now on, anew also if it is the same one. */
export function readTopicNamesFrom(file: string): void {
  path = file;
  known = null;
  byName = null;
  byCode = null;
  below = null;
}

/**
 * The same while queries stand: reads the file at once.
 * @returns whether names mean something else from now on, so that what was compiled by them is to be compiled anew
 * @throws Error with file and reason when it can't be read; the names before stay in force
 */
export function renewTopicNames(file: string): boolean {
  const before = known;
  const fresh = readNames(file);
  readTopicNamesFrom(file);
  known = fresh;
  return !isDeepStrictEqual(fresh, before);
}

function readNames(file: string): Names {
  try {
    return parseNames(readFileSync(file, 'utf8'));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${file}: holds no names of topics (${why}); "presswatch topics import" writes it`);
  }
}

type Names = Readonly<ReturnType<typeof parseNames>>;

let known: Names | null = null;
let byName: Map<string, string[]> | null = null;
let byCode: Map<string, Subject> | null = null;
let below: Map<string | null, Subject[]> | null = null;

/** The taxonomy with labels in all languages. */
export function topicNames(): Names {
  known ??= parseNames(readFileSync(path, 'utf8'));
  return known;
}

/** One subject by its code. */
export function namedTopic(code: string): Subject | undefined {
  byCode ??= new Map(topicNames().subjects.map((topic) => [topic.code, topic]));
  return byCode.get(code);
}

/**
 * The codes above a topic as the taxonomy has them today, nearest first. Tags of old articles keep their code for good; where
 * it lies is read anew, since newer versions move codes.
 * @param stored what was above it when the article was tagged: for retired codes, and what stands above one's own topics
 */
export function broaderNow(code: string, stored: readonly string[]): readonly string[] {
  const topic = namedTopic(code);
  if (topic === undefined || topic.retired !== null) {
    const [nearest, ...further] = stored;
    return nearest === undefined ? stored : [nearest, ...broaderNow(nearest, further)];
  }
  const path: string[] = [];
  for (let at = topic.parent; at !== null && !path.includes(at); at = namedTopic(at)?.parent ?? null)
    path.push(at);
  return path;
}

/** Stored topics as they lie in the taxonomy of today. */
export const topicsNow = (topics: readonly TopicTag[]): TopicTag[] =>
  topics.map((topic) => ({ ...topic, broader: [...broaderNow(topic.code, topic.broader)] }));

/** All active codes below one, at any depth. */
export function codesBelow(code: string): readonly string[] {
  below ??= Map.groupBy(
    topicNames().subjects.filter(({ retired }) => retired === null),
    ({ parent }) => parent,
  );
  const found = new Set<string>();
  const open = [code];
  for (let at = open.pop(); at !== undefined; at = open.pop())
    for (const one of below.get(at) ?? []) {
      if (!found.has(one.code)) open.push(one.code);
      found.add(one.code);
    }
  return [...found];
}

const IRI = /^(?:medtop:|https?:\/\/cv\.iptc\.org\/newscodes\/mediatopic\/)(?=\d)/;

/** What a text asks for: a code, also of an IRI, or a label as labels are compared. */
export const askedTopic = (text: string): string => keyValue('topic', text).replace(IRI, '');

/** The codes that a text means; several when languages or concepts share the label; none when nothing is called so. */
export function codesOf(text: string): readonly string[] {
  if (byName === null) {
    byName = new Map();
    for (const { code, names } of topicNames().subjects)
      for (const name of [code, ...Object.values(names)]) {
        const key = keyValue('topic', name);
        const codes = byName.get(key);
        if (codes === undefined) byName.set(key, [code]);
        else if (!codes.includes(code)) codes.push(code);
      }
  }
  return byName.get(askedTopic(text)) ?? [];
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
