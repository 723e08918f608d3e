// A YAML file as data, and the line where each of its parts stands. JSON is YAML too, and reads fifty times faster:
// long lists are kept in that form, and only a mistake in one is worth the slow way, which knows lines.
import { LineCounter, parseDocument } from 'yaml';

export type Keys = readonly PropertyKey[];

/** `lineOf` gives the line of a part, or of the nearest part around it. */
export type Source = { data: unknown; lineOf(keys: Keys): number };

/** Adds what is wrong with the syntax to `mistakes`; the data is then undefined. */
export function readSource(source: string, path: string, mistakes: string[]): Source {
  const json = readJson(source);
  let slow: Source | undefined;
  if (json === undefined) return readYaml(source, path, mistakes);
  return {
    data: json,
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

function readYaml(source: string, path: string, mistakes: string[]): Source {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const lineOf = (keys: Keys): number => {
    for (let length = keys.length; length > 0; length--) {
      const node: unknown = document.getIn(keys.slice(0, length), true);
      const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : null;
      if (Array.isArray(range) && typeof range[0] === 'number') return lines.linePos(range[0]).line;
    }
    return 1;
  };
  for (const { pos, message } of document.errors)
    mistakes.push(`${path}:${lines.linePos(pos[0]).line}: ${message}`);
  if (document.errors.length > 0) return { data: undefined, lineOf };
  try {
    // a file that multiplies itself by aliases is refused here
    return { data: document.toJS({ maxAliasCount: 100 }), lineOf };
  } catch (error) {
    mistakes.push(`${path}:1: ${error instanceof Error ? error.message : String(error)}`);
    return { data: undefined, lineOf };
  }
}
