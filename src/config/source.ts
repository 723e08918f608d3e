// A YAML file as data, and the line where each of its parts stands. JSON is YAML too, and reads fifty times faster: long
// lists are kept in that form. What is YAML without a mistake is read by a parser five times as fast as the one that knows
// lines; only a mistake is worth the slow way.
import { CORE_SCHEMA, load } from 'js-yaml';
import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';

export type Keys = readonly PropertyKey[];

/** `lineOf` gives the line of a part (of its key, where it has one), or of the nearest part around it. */
export type Source = { data: unknown; lineOf(keys: Keys): number };

/** Adds what is wrong with the syntax to `mistakes`; the data is then undefined. */
export function readSource(source: string, path: string, mistakes: string[]): Source {
  const data = readJson(source) ?? readFast(source);
  let slow: Source | undefined;
  if (data === undefined) return readYaml(source, path, mistakes);
  return {
    data,
    lineOf(keys) {
      slow ??= readYaml(source, path, []);
      return slow.lineOf(keys);
    },
  };
}

/** The data when all but the comments at the head is JSON, else undefined. */
function readJson(source: string): unknown {
  const bare = source.replace(/^(?:#.*\r?\n)*/, '');
  if (!bare.startsWith('{')) return undefined;
  try {
    return JSON.parse(bare);
  } catch {
    return undefined;
  }
}

/** The data of a text without mistakes and aliases, which could make it endless; else undefined. */
function readFast(source: string): unknown {
  try {
    return load(source, { schema: CORE_SCHEMA, maxAliases: 0 });
  } catch {
    return undefined;
  }
}

/** what to do about the parser's sentences, which speak of YAML */
const HINTS: Record<string, string> = {
  BAD_INDENT: 'let keys that belong together begin in the same column',
  BLOCK_AS_IMPLICIT_KEY:
    'let keys that belong together begin in the same column, and put a text that holds ": " in quotes',
  DUPLICATE_KEY: 'the key stands there twice: remove one',
  MISSING_CHAR:
    'a key has no colon, a quotation mark or bracket is not closed, or a line does not begin in the column of its neighbours',
  TAB_AS_INDENT: 'indent by spaces',
};

function readYaml(source: string, path: string, mistakes: string[]): Source {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const nodeOf = (keys: Keys): unknown => {
    const around: unknown = keys.length > 1 ? document.getIn(keys.slice(0, -1), true) : document.contents;
    if (!isMap(around)) return document.getIn(keys, true);
    return around.items.find(({ key }) => isScalar(key) && String(key.value) === String(keys.at(-1)))?.key;
  };
  const lineOf = (keys: Keys): number => {
    for (let length = keys.length; length > 0; length--) {
      const node = nodeOf(keys.slice(0, length));
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  // what stands wrong once makes the parser stumble over what follows: only the first mistake is the operator's
  const [first] = document.errors;
  if (first !== undefined) {
    const hint = HINTS[first.code] ?? 'compare with the lines around it';
    mistakes.push(`${path}:${lines.linePos(first.pos[0]).line}: ${first.message}; ${hint}`);
  }
  if (document.errors.length > 0) return { data: undefined, lineOf };
  try {
    // a file that multiplies itself by aliases is refused here
    return { data: document.toJS({ maxAliasCount: 100 }), lineOf };
  } catch {
    mistakes.push(`${path}:1: its aliases (*name) multiply it beyond bounds; write the parts out`);
    return { data: undefined, lineOf };
  }
}
