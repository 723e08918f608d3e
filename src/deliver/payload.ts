// The body of an alert: what was published, and why the subscriber is told. Kept small; the article is linked.
import { LIMITS } from '../config/limits.ts';
import type { ChangeKind, Receipt, ReceiptSpan, Tags } from '../model/model.ts';

export type Alert = {
  /** the delivery's id */
  id: string;
  at: Date;
  subscription: { id: number; name: string };
  storyId: number;
  /** sent by a replay that fills a gap */
  replayed: boolean;
  article: {
    title: string;
    url: string;
    source: string;
    lang: string | null;
    byline: string | null;
    publishedAt: string | null;
    text: string;
    /** 1 for the first state of the text; higher: it was changed since */
    revision: number;
    /** what that state is to the one before: first, correction, substantial, … */
    change: ChangeKind | null;
  };
  receipt: Receipt;
  tags: Tags;
};

const EXCERPT_CHARS = 400;
const AROUND_CHARS = 60;
const SPANS = 20;
const NAMES = 30;
/** below this share of context the rest alone decides, and the rest is bounded by itself */
const LEAST_ROOM = 0.01;
/** of a name, a source or a byline */
const NAME_CHARS = 200;

/** One matched place with a few words around it. */
const shown = (span: ReceiptSpan, article: Alert['article']) => {
  const text = span.field === 'title' ? article.title : article.text;
  const { field, start, end } = span;
  return {
    field,
    start,
    end,
    text: cut(span.text, EXCERPT_CHARS),
    before: wholeChars(text.slice(Math.max(0, start - AROUND_CHARS), start)),
    after: wholeChars(text.slice(end, end + AROUND_CHARS)),
  };
};

/** A cut may split a surrogate pair; half of one is no text. */
const wholeChars = (text: string): string => text.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');

const cut = (text: string, chars: number): string => wholeChars(text.slice(0, chars));

/** The event as JSON, at most LIMITS.webhookBodyBytes; what has to give way is context, never the article or the reason. */
export function alertEvent(alert: Alert): string {
  for (let room = 1; ; room /= 2) {
    const body = JSON.stringify(eventOf(alert, room));
    if (Buffer.byteLength(body) <= LIMITS.webhookBodyBytes || room < LEAST_ROOM) return body;
  }
}

function eventOf(alert: Alert, room: number) {
  const { article, receipt, tags } = alert;
  const many = (count: number) => Math.floor(count * room);
  const { title, source, byline, text, publishedAt, ...head } = article;
  const entities = [...new Map(tags.mentions.map((one) => [one.entityId ?? one.name, one])).values()];
  return {
    type: 'alert.matched',
    id: alert.id,
    timestamp: alert.at.toISOString(),
    data: {
      subscription: { id: alert.subscription.id, name: cut(alert.subscription.name, NAME_CHARS) },
      story: alert.storyId,
      replayed: alert.replayed,
      article: {
        ...head,
        title: cut(title, LIMITS.titleChars),
        source: cut(source, NAME_CHARS),
        byline: byline === null ? null : cut(byline, NAME_CHARS),
        published_at: publishedAt,
        excerpt: cut(text, many(EXCERPT_CHARS)),
        quality: receipt.quality,
      },
      why: {
        query: cut(receipt.query, Math.max(200, many(4000))),
        version: receipt.queryVersion,
        saved: receipt.saved.slice(0, many(SPANS)),
        true_parts: receipt.leaves
          .filter((leaf) => leaf.true)
          .slice(0, many(SPANS))
          .map((leaf) => cut(leaf.text, NAME_CHARS)),
        causes: receipt.causes
          .slice(0, many(SPANS))
          .map((cause) => ({ ...cause, words: cause.words.slice(0, 5) })),
        spans: receipt.spans.slice(0, many(SPANS)).map((span) => shown(span, article)),
        vocabulary: receipt.vocabulary,
      },
      entities: entities
        .slice(0, many(NAMES))
        .map(({ entityId, name, type }) => ({ id: entityId, name, type })),
      topics: tags.topics.slice(0, many(NAMES)).map(({ code, label, score }) => ({ code, label, score })),
    },
  };
}
