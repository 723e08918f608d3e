// What a query may call a topic: its code, its IRI, or its label in any language of the taxonomy; and where topics lie today,
// those of the operator too. Reads the labels when they are first asked for. Never says whether an article has it.
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { Subject, TopicTag } from '../model/model.ts';
import { parseNames } from '../model/taxonomy.ts';
import type { Node } from '../query/ast.ts';
import { keyValue } from '../query/value.ts';

/** Labels of all languages, and retired codes; the operator's own where `readTopicNamesFrom` says so. */
let path: string | URL = new URL('../../config/mediatopics-names.json', import.meta.url);

/** Topics of the operator's own, and the code above each; null for one at the top. */
export type OwnTopics = ReadonlyMap<string, string | null>;

const NO_TOPICS = (): OwnTopics => new Map();
/** asked for only when an own topic, or what lies below a topic, is */
let ownTopics = NO_TOPICS;

/** The file that is in force. */
export const topicNamesPath = (): string | URL => path;

/** Reads labels from this file from now on, anew also if it is the same one; `own` says where topics of one's own lie. */
export function readTopicNamesFrom(file: string, own = NO_TOPICS): void {
  path = file;
  ownTopics = own;
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
export function renewTopicNames(file: string, own = NO_TOPICS): boolean {
  const before = known;
  const fresh = readNames(file);
  readTopicNamesFrom(file, own);
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
let below: Map<string | null, Pick<Subject, 'code' | 'parent'>[]> | null = null;

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
 * The codes above a topic as the tree of today has them, nearest first. Tags of old articles keep their code for good; where
 * it lies is read anew, since newer versions move codes, and operators their own topics.
 * @param stored what was above it when the article was tagged: for codes that are retired, or no longer in topics.yaml
 */
export function broaderNow(code: string, stored: readonly string[]): readonly string[] {
  if (parentNow(code) === undefined) {
    const [nearest, ...further] = stored;
    return nearest === undefined ? stored : [nearest, ...broaderNow(nearest, further)];
  }
  const path: string[] = [];
  for (let at = parentNow(code); at != null && !path.includes(at); at = parentNow(at)) path.push(at);
  return path;
}

/** The code above one; null at the top, undefined for one that lies nowhere today. */
function parentNow(code: string): string | null | undefined {
  if (code.startsWith('user:')) return ownTopics().get(code);
  const topic = namedTopic(code);
  return topic === undefined || topic.retired !== null ? undefined : topic.parent;
}

/** Stored topics as they lie in the taxonomy of today. */
export const topicsNow = (topics: readonly TopicTag[]): TopicTag[] =>
  topics.map((topic) => ({ ...topic, broader: [...broaderNow(topic.code, topic.broader)] }));

/** All active codes and own topics below one, at any depth. */
export function codesBelow(code: string): readonly string[] {
  below ??= Map.groupBy(
    [
      ...topicNames().subjects.filter(({ retired }) => retired === null),
      ...[...ownTopics()].map(([code, parent]) => ({ code, parent })),
    ],
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
