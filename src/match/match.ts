// The one match function: live alerts, previews, tests and replays all call it.
import { type AliasesOf, allNames } from '../lib/entity-values.ts';
import type { Receipt, ReceiptCause, ReceiptSpan } from '../model/model.ts';
import { type Doc, evaluate, parse } from '../query/query.ts';
import { compileQuery } from './compile.ts';
import { evidenceOf, type MatchText, mainEvidence, toDocument } from './document.ts';
import type { Evidence, Roster, Standing } from './roster.ts';

/** A subscription that said yes, with the receipt. */
export type Found = { subscription: Standing; receipt: Receipt };

/** What a receipt records beside the text: which state of the article was judged. */
export type TextState = { revision: number; quality: 'full' | 'summary' };

const NO_TEXT: Doc = { title: '', body: '' };
/** a receipt shows the first places of each cause; the article shows the rest */
const SPANS_PER_CAUSE = 5;

/** All subscriptions in force whose query is true of the article, each with its receipt. */
export function matchArticle(
  roster: Roster,
  article: MatchText,
  state: TextState,
  aliasesOf: AliasesOf,
): Found[] {
  const doc = toDocument(article, aliasesOf);
  return roster.match(doc).map((subscription) => ({
    subscription,
    receipt: receiptFor(subscription, roster.explain(subscription.id, doc), article, state, aliasesOf),
  }));
}

function receiptFor(
  subscription: Standing,
  evidence: Evidence,
  article: MatchText,
  state: TextState,
  aliasesOf: AliasesOf,
): Receipt {
  const trueLeaves = evidence.leaves.filter((leaf) => leaf.true).map((leaf) => leaf.text);
  const entities = trueLeaves.flatMap((leaf) => entityCauses(leaf, article, aliasesOf));
  const topics = trueLeaves.flatMap((leaf) => topicCauses(leaf, article));
  return {
    query: subscription.query,
    queryVersion: subscription.version,
    saved: Object.entries(subscription.uses ?? {}).map(([name, { version }]) => ({ name, version })),
    leaves: evidence.leaves,
    spans: inReadingOrder(
      evidence.spans.map((span) => withText(span, article)),
      entities.flatMap((cause) => cause.spans),
    ),
    causes: [...entities.map(({ spans: _, ...cause }) => cause), ...topics],
    revision: state.revision,
    quality: state.quality,
    vocabulary: article.tags.vocabulary,
  };
}

type EntityCause = ReceiptCause & { spans: ReceiptSpan[] };

/** The entities behind a true `entity:` or `about:` leaf, with the places where the article names them. */
function entityCauses(leaf: string, article: MatchText, aliasesOf: AliasesOf): EntityCause[] {
  const field = /^(entity|about):/.exec(leaf)?.[1];
  if (field === undefined) return [];
  const { ast } = parse(leaf);
  const names = allNames(aliasesOf);
  const evidence =
    field === 'about'
      ? mainEvidence(article, names)
      : article.tags.mentions.map((mention) => evidenceOf(mention, names));
  const judged = new Map<string, boolean>();
  const causes = new Map<string, EntityCause>();
  for (const { mention, id, name, values } of evidence) {
    // an article names its entities again and again, in few ways
    const way = values.join('\n');
    const asked = judged.get(way) ?? evaluate(ast, { ...NO_TEXT, [field]: values });
    judged.set(way, asked);
    if (!asked) continue;
    const key = id ?? name;
    const cause = causes.get(key) ?? { kind: 'entity', id, name, words: [], spans: [] };
    causes.set(key, cause);
    if (!cause.words.includes(mention.text)) cause.words.push(mention.text);
    if (cause.spans.length < SPANS_PER_CAUSE) cause.spans.push(withText(mention, article));
  }
  return [...causes.values()];
}

/** The topics behind a true `topic:` leaf, with the words that made them fire. */
function topicCauses(leaf: string, article: MatchText): ReceiptCause[] {
  if (!leaf.startsWith('topic:')) return [];
  const { ast } = compileQuery(leaf, {});
  return article.tags.topics
    .filter((topic) => evaluate(ast, { ...NO_TEXT, topic: [topic.code, topic.label, ...topic.broader] }))
    .map((topic) => ({ kind: 'topic', id: topic.code, name: topic.label, words: topic.because }));
}

const withText = (
  span: { field: 'title' | 'body'; start: number; end: number },
  article: MatchText,
): ReceiptSpan => ({
  field: span.field,
  start: span.start,
  end: span.end,
  text: (span.field === 'title' ? article.title : article.text).slice(span.start, span.end),
});

/** The words' places, which are in order and each once, with those of entities among them. */
function inReadingOrder(words: ReceiptSpan[], entities: ReceiptSpan[]): ReceiptSpan[] {
  if (entities.length === 0) return words;
  const order = (span: ReceiptSpan) => (span.field === 'title' ? 0 : 1);
  const unique = new Map(
    [...words, ...entities].map((span) => [`${span.field} ${span.start} ${span.end}`, span]),
  );
  return [...unique.values()].sort((a, b) => order(a) - order(b) || a.start - b.start || a.end - b.end);
}
