// News articles of the Groningen Meaning Bank. Its file has one sentence after the other, and no mark where an article ends:
// an id such as `gmb-12-18` stands for its sentences 12 to 18, the first of the file being 0.
import type { Text } from './matrix.ts';

const ID = /^gmb-(\d+)-(\d+)$/;
/** what a tokeniser of the corpus cut off, and a reader of news would not */
const CUT_OFF = / (?='s\b|n't\b|[.,;:!?%)])/g;

/** @param conll the file: a token a line, a blank line behind each sentence @param ids those of other sources are passed over */
export function readGmb(conll: string, ids: Iterable<string>): (Text & { id: string })[] {
  const sentences = conll
    .split(/\n\s*\n/)
    .filter((block) => block.trim() !== '' && !block.startsWith('-DOCSTART-'))
    .map((block) => block.trim().split('\n').map(tokenOf).join(' ').replace(CUT_OFF, ''));
  return [...ids].flatMap((id) => {
    const [, first, last] = ID.exec(id) ?? [];
    if (first === undefined) return [];
    return [{ id, title: '', body: sentences.slice(Number(first), Number(last) + 1).join(' ') }];
  });
}

const tokenOf = (line: string): string => line.split('\t', 1)[0] as string;
