// A compiled roster as bytes, and back: what spares a worker compiling every query at its start. Never the truth: each
// query in it is held against the store's, and what differs in a letter is compiled again.
import { createHash, hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { type Engine, loadEngine } from '../query/query.ts';
import type { Standing } from './roster.ts';
import { topicNamesPath } from './topic-names.ts';

/** An engine with queries in it, and by id the mark of what each was compiled from. */
export type Kept = { engine: Engine; marks: Map<number, number> };

/** check sum, number of marks; then an id and a mark each, then the engine; all aligned for its arrays */
const HEAD_BYTES = 8;
const PAIR_BYTES = 16;

/** What a subscription's program depends on: 48 bits of a hash of its query and of all it stands on. */
export function markOf({ query, uses = {} }: Standing): number {
  const names = Object.keys(uses);
  const text = names.length === 0 ? query : `${query}\n${JSON.stringify(uses)}`;
  return Number.parseInt(hash('sha1', text, 'hex').slice(0, 12), 16);
}

/** The roster as bytes. @param code what made it, see `queryCode` */
export function packKept({ engine, marks }: Kept, code: string): Uint8Array {
  const programs = engine.save(code);
  const bytes = new Uint8Array(HEAD_BYTES + marks.size * PAIR_BYTES + programs.length);
  const pairs = new Float64Array(bytes.buffer, HEAD_BYTES, marks.size * 2);
  pairs.set([...marks].flat());
  bytes.set(programs, HEAD_BYTES + pairs.byteLength);
  const head = new Uint32Array(bytes.buffer, 0, 2);
  head[1] = marks.size;
  head[0] = crc32(bytes.subarray(4));
  return bytes;
}

/** The roster from such bytes, or why they can't be used. */
export function unpackKept(bytes: Uint8Array<ArrayBuffer>, code: string): Kept | { refused: string } {
  if (bytes.length < HEAD_BYTES || bytes.byteOffset % HEAD_BYTES !== 0) return { refused: 'too short' };
  const [sum, count = 0] = new Uint32Array(bytes.buffer, bytes.byteOffset, 2);
  if (sum !== crc32(bytes.subarray(4))) return { refused: 'damaged' };
  const from = HEAD_BYTES + count * PAIR_BYTES;
  const loaded = from <= bytes.length ? loadEngine(bytes.subarray(from)) : null;
  if (loaded === null) return { refused: 'written in another format' };
  if (loaded.revision !== code) return { refused: 'written by another version' };
  const pairs = new Float64Array(bytes.buffer, bytes.byteOffset + HEAD_BYTES, count * 2);
  const marks = new Map<number, number>();
  for (let at = 0; at < pairs.length; at += 2) marks.set(pairs[at] ?? 0, pairs[at + 1] ?? 0);
  return { engine: loaded.engine, marks };
}

const FOLDERS = ['../query/', './'];

/**
 * Names the code that turns a query into a program: a hash of its source. A version number would have to be raised by
 * whoever changes the grammar, and would be forgotten once.
 */
export function queryCode(): string {
  const sum = createHash('sha256');
  for (const folder of FOLDERS.map((path) => new URL(path, import.meta.url))) {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.[jt]s$/.test(name),
    );
    for (const name of files.sort()) sum.update(readFileSync(new URL(name, folder)));
  }
  sum.update(readFileSync(topicNamesPath())); // which codes a topic's name means
  return sum.digest('hex');
}
