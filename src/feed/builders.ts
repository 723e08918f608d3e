// rss-parser at work: its builders turn our tree into items. Its own XML parser is replaced by the tree that the front
// has made, its snippet code (quadratic) never sees a field, and `parseURL` is never called.
import RssParser from 'rss-parser';

/** A tree as xml2js would make it: arrays of children by name, attributes in `$`. */
export type Xml = { [name: string]: unknown };

export type BuiltFeed = { title: string | null; link: string | null; items: Xml[] };

type TreeSource = { parseString(xml: string, done: (error: Error | null, tree: Xml) => void): void };

const FIELDS = ['pw:content', 'pw:summary'];

/** A parser for each feed: nothing of one feed may reach the next. */
export async function build(tree: Xml): Promise<BuiltFeed> {
  const parser = new RssParser({ customFields: { item: [...FIELDS] } });
  // `xmlParser` is a plain property that the types don't name
  (parser as unknown as { xmlParser: TreeSource }).xmlParser = {
    parseString: (_xml, done) => done(null, tree),
  };
  const feed = await parser.parseString('');
  return { title: stringOr(feed.title), link: stringOr(feed.link), items: feed.items };
}

/** Types lie at this border: a field is a string here, or it is nothing. */
export const stringOr = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;
