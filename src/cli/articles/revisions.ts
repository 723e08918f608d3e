// `presswatch articles show --revisions` and `--diff`: the states of an article's text, and what changed between two.
import process from 'node:process';
import { type DiffBlock, type DiffPart, diffTexts, type TextDiff } from '../../compare/diff.ts';
import type { ReadableRevision } from '../../store/articles.ts';
import { findRevisit } from '../../store/revisits.ts';
import type { House } from '../open.ts';
import { CommandFailed, EXIT, type Output, plural, when } from '../output.ts';
import { table } from '../table.ts';
import { type FoundArticle, withdrawnLine } from './find.ts';

/** The list of revisions: when, of what kind, how many words came and went; and when its page is asked for again. */
export async function showRevisions(found: FoundArticle, house: House, output: Output): Promise<void> {
  const { article, revisions } = found;
  const revisit = await findRevisit(house.store, article.id);
  const next = revisit?.stage === 'fetch' && house.settings.revisit.on ? revisit.due_at : null;
  const list = revisions.map(
    ({ number, created_at, change, words_added, words_removed, title, quality }) => ({
      number,
      at: created_at,
      change,
      added: words_added,
      removed: words_removed,
      title,
      quality,
    }),
  );
  output.result({ article, revisions: list, nextVisit: next }, () => {
    output.say(article.url);
    const rows = list.map(({ number, at, change, added, removed, title }) => [
      ...[number, when(at), change, signed('+', added), signed('-', removed)],
      title,
    ]);
    output.say(table(['revision', 'seen', 'change', 'words in', 'out', 'headline'], rows));
    const withdrawn = withdrawnLine(article);
    if (withdrawn !== null) output.say(withdrawn);
    if (next !== null) output.say(`Its page is asked for again at ${when(next)}.`);
  });
}

const signed = (sign: string, count: number | null): string | null =>
  count === null || count === 0 ? null : `${sign}${count}`;

/** What changed between two revisions; by default between the last two. @param range `2`, `1..3`, or true */
export function showDiff({ article, revisions }: FoundArticle, range: string | true, output: Output): void {
  const [from, to] = rangeOf(range, revisions);
  const diff = diffTexts(from, to);
  const names = { url: article.url, from: from.number, to: to.number, change: to.change };
  output.result({ ...names, ...diff }, () => {
    const words = `${plural(diff.added, 'word')} in, ${plural(diff.removed, 'word')} out`;
    output.say(`${article.url}, revision ${from.number} to ${to.number}: ${words}`);
    output.say();
    for (const line of diffLines(diff, process.stdout.isTTY === true && process.env.NO_COLOR === undefined))
      output.say(line);
  });
}

function rangeOf(range: string | true, revisions: ReadableRevision[]): [ReadableRevision, ReadableRevision] {
  const at = (number: number) => revisions.find((one) => one.number === number);
  const last = revisions.at(-1)?.number ?? 1;
  if (revisions.length < 2) throw new CommandFailed('The article has only one revision.');
  const [, one, other] = /^(\d+)(?:\.\.(\d+))?$/.exec(range === true ? String(last) : range) ?? [];
  if (one === undefined)
    throw new CommandFailed(`"${range}" is no range of revisions: write 2 or 1..3.`, EXIT.usage);
  const [from, to] =
    other === undefined ? [at(Number(one) - 1), at(Number(one))] : [at(Number(one)), at(Number(other))];
  if (!from || !to) throw new CommandFailed(`The article has revisions 1 to ${last}.`, EXIT.usage);
  return [from, to];
}

/** unchanged paragraphs shown around a change */
const CONTEXT = 1;
const COLOURS = { same: '', added: '\u001b[32m', removed: '\u001b[31m' } as const;
const RESET = '\u001b[0m';

/** The difference as lines: paragraphs marked + - or ~, words inside them {+in+} [-out-], or in colours. */
export function diffLines({ title, blocks }: TextDiff, colours: boolean): string[] {
  const show = (parts: readonly DiffPart[]) => parts.map((part) => partOf(part, colours)).join('');
  const head = title.some(({ op }) => op !== 'same') ? [`~ ${show(title)}`, ''] : [];
  const near = (at: number) =>
    blocks.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some(({ op }) => op !== 'same');
  const lines: string[] = [];
  let left = 0;
  for (const [at, block] of blocks.entries()) {
    if (!near(at)) left++;
    else {
      if (left > 0) lines.push(`  … ${plural(left, 'paragraph')} as before`);
      left = 0;
      lines.push(`${MARKS[block.op]} ${whole(block, colours) ?? show(block.parts)}`);
    }
  }
  if (left > 0) lines.push(`  … ${plural(left, 'paragraph')} as before`);
  return [...head, ...lines];
}

const MARKS = { same: ' ', added: '+', removed: '-', changed: '~' } as const;

/** a paragraph that came or went as a whole needs no marks around its words */
function whole({ op, parts }: DiffBlock, colours: boolean): string | null {
  if (op === 'changed') return null;
  const text = printable(parts.map((part) => part.text).join(''));
  return colours && op !== 'same' ? `${COLOURS[op]}${text}${RESET}` : text;
}

function partOf({ op, text }: DiffPart, colours: boolean): string {
  const safe = printable(text);
  if (op === 'same') return safe;
  if (colours) return `${COLOURS[op]}${safe}${RESET}`;
  return op === 'added' ? `{+${safe}+}` : `[-${safe}-]`;
}

/** What a page wrote must not steer the terminal. */
const printable = (text: string): string => text.replace(/\p{Cc}/gu, ' ');
