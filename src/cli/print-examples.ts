// Examples that fail, for people: the article, what was asked of the query, and which parts of it were true.
import type { Verdict } from '../standing/examples.ts';
import type { Output } from './output.ts';

/** One line for the example, one for each part of the query. */
export function verdictLines({ example, matched, passed, leaves }: Verdict): string[] {
  const asked = example.kind === 'must' ? 'must match' : 'must not match';
  const found = matched ? 'matches' : 'does not match';
  return [
    `${passed ? '✓' : '✗'} ${asked}, ${found}: ${example.title || example.url}`,
    `    ${example.url}${example.note ? ` (${example.note})` : ''}`,
    ...(passed ? [] : leaves.map((leaf) => `    ${leaf.true ? '✓' : '✗'} ${leaf.text}`)),
  ];
}

export function printVerdicts(verdicts: readonly Verdict[], output: Output): void {
  for (const verdict of verdicts) for (const line of verdictLines(verdict)) output.say(line);
}

/** Without what the store keeps for itself. */
export const verdictForJson = ({ example, matched, passed, leaves }: Verdict) => ({
  kind: example.kind,
  url: example.url,
  title: example.title,
  note: example.note,
  matched,
  passed,
  leaves,
});
