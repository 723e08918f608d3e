// How long a preview takes over a full archive: npm run bench preview [articles] [database URL that may be filled]
// Fills a database with generated articles (some minutes for 100,000), then previews narrow, wide and metadata-only
// queries as `subscriptions preview` does: time to the first matches, time to the end, memory. A URL whose database was
// filled by an earlier run is used as it is.
import { aliasesOf, openNames, openVocabulary } from '../../src/cli/open-vocabulary.ts';
import { settingsSchema } from '../../src/config/settings.ts';
import { NO_MERGES } from '../../src/lib/merges.ts';
import { lexemesOf } from '../../src/match/words.ts';
import { openPreview, type Previewed } from '../../src/replay/preview.ts';
import { one, openStore, type Store } from '../../src/store/db.ts';
import { addFeed } from '../../src/store/feeds.ts';
import { migrate } from '../../src/store/migrate.ts';
import { tagText } from '../../src/tag/tag.ts';
import { startPostgres } from '../support/postgres.ts';
import { readArticles, seeded } from './news.ts';

const articles = Number(process.argv[2] ?? 100_000);
const given = process.argv[3];
const FEEDS = 20;
/** texts made here; the server copies them under other titles and addresses */
const MADE = 1000;
/** as the command does: matches shown with their reasons, matches looked at for the noisiest words */
const SHOWN = 20;
const LOOKED_AT = 500;
const FIRST_MS = 1000;
const ALL_MS = 20_000;

const settings = settingsSchema.parse({});
const vocabulary = openVocabulary(settings);
const judging = { vocabulary, aliasesOf: aliasesOf(vocabulary), merges: NO_MERGES };
const names = openNames(judging);
const random = seeded(5);
const pool = readArticles(random).matched.flatMap((doc) =>
  doc.body.split(/(?<=[.!?])\s+/).filter((sentence) => sentence.length > 40),
);
const text = () =>
  Array.from({ length: 6 }, () => Array.from({ length: 3 }, () => pool[random(pool.length)]).join(' ')).join(
    '\n\n',
  );

/** `MADE` articles with tags, then copies of them until there are enough. */
async function fill(store: Store): Promise<void> {
  const feeds: number[] = [];
  for (let n = 0; n < FEEDS; n++)
    feeds.push((await addFeed(store, { url: `https://feed-${n}.example.org/rss`, title: `Outlet ${n}` })).id);
  const made = Math.min(MADE, articles);
  for (let n = 0; n < made; n++) await addBase(store, n, feeds[n % FEEDS] ?? 0);
  await store.query('drop index if exists revision_words');
  const copies = Math.floor(articles / made) - 1;
  await store.query(
    `insert into article (key, url, feed_id, first_seen)
     select key || '-' || n, url || '-' || n, feed_id, now() - n * interval '1 hour' from article, generate_series(1, ${copies}) n`,
  );
  await store.query(
    `insert into revision (article_id, number, text_hash, title, byline, lang, published_at, text, html, quality, method,
        vocabulary, tagged_at, created_at, words)
     select copy.id, 1, text_hash, title || ' (' || n || ')', byline, lang, published_at, text, html, quality, method, vocabulary,
        tagged_at, copy.first_seen, words
       from revision join article base on base.id = article_id, generate_series(1, ${copies}) n, article copy
      where copy.key = base.key || '-' || n order by copy.id`,
  );
  const copied: [table: string, columns: string][] = [
    ['mention', 'field, start, "end", text, type, entity_id, name, alias, score, about'],
    ['topic_tag', 'code, label, score, broader, because'],
  ];
  for (const [table, columns] of copied) {
    await store.query(
      `insert into ${table} (revision_id, ${columns})
       select copy.id, ${columns.replaceAll(/(^|, )/g, '$1tag.')} from ${table} tag join revision base on base.id = tag.revision_id
         join revision copy on copy.text_hash = base.text_hash and copy.id <> base.id order by copy.id`,
    );
  }
  await store.query('create index revision_words on revision using gin (words)');
  await store.query('analyze');
}

async function addBase(store: Store, n: number, feedId: number): Promise<void> {
  const body = text();
  const title = body.slice(0, 60);
  const tags = tagText({ title, text: body, lang: 'en' }, judging.vocabulary);
  await store.query(
    `with a as (insert into article (key, url, feed_id) values ($1, $1, $2) returning id),
      r as (insert into revision (article_id, number, text_hash, title, byline, lang, published_at, text, html, quality, method,
          vocabulary, tagged_at, words)
        select id, 1, $1, $3, $4, 'en', now() - ($5 % 30) * interval '1 day', $6, '<p>' || $6 || '</p>', 'full', 'made', 'v', now(),
          array_to_tsvector($7) from a returning id),
      m as (insert into mention select r.id, x.field, x.start, x."end", x.text, x.type, x."entityId", x.name, x.alias, x.score, x.about
        from r, jsonb_to_recordset($8) as x(field text, start int, "end" int, text text, type text, "entityId" text, name text,
          alias text, score real, about text[]) on conflict do nothing)
     insert into topic_tag select r.id, x.code, x.label, x.score, x.broader, x.because
       from r, jsonb_to_recordset($9) as x(code text, label text, score real, broader text[], because text[])
     on conflict do nothing`,
    [
      `https://news.example.org/${n}`,
      feedId,
      title,
      `Writer ${n % 50}`,
      n,
      body,
      lexemesOf(
        {
          title,
          text: body,
          url: `https://news.example.org/${n}`,
          sources: [],
          byline: `Writer ${n % 50}`,
          publishedAt: null,
          tags: { ...tags, lang: 'en' },
        },
        { feedId, site: null },
      ),
      JSON.stringify(tags.mentions),
      JSON.stringify(tags.topics),
    ],
  );
}

async function measure(store: Store, label: string, query: string): Promise<boolean> {
  const start = performance.now();
  const cpu = process.cpuUsage();
  let first: number | null = null;
  let steps = 0;
  let matches = 0;
  const found: Previewed[] = [];
  const preview = await openPreview(query, null, { store, ...names });
  for await (const step of preview.steps()) {
    matches += step.found.length;
    steps++;
    if (step.found.length > 0 && first === null) {
      await preview.reasons(step.found.slice(0, SHOWN));
      first = performance.now() - start;
    }
    found.push(...step.found);
  }
  const stride = Math.ceil(found.length / LOOKED_AT);
  await preview.reasons(found.filter((_, index) => index % stride === 0));
  const all = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  const good = (first ?? all) <= FIRST_MS && all <= ALL_MS;
  const cells = [
    label.padEnd(26),
    `first ${(first ?? all).toFixed(0).padStart(5)} ms`,
    `all ${all.toFixed(0).padStart(6)} ms`,
    `cpu ${((user + system) / 1000).toFixed(0).padStart(6)} ms`,
    `${matches.toLocaleString('en').padStart(7)} matches in ${steps} steps`,
    good ? '' : 'OVER',
  ];
  console.log(cells.join('  '));
  return good;
}

const postgres = given === undefined ? await startPostgres() : null;
const store = openStore(given ?? (await postgres?.database()) ?? '', 4);
try {
  await migrate(store);
  const there = (await one<{ n: number }>(store, 'select count(*) as n from revision'))?.n ?? 0;
  if (there === 0) {
    const from = performance.now();
    await fill(store);
    console.log(`filled in ${((performance.now() - from) / 1000).toFixed(0)} s`);
  }
  const size = await one<{ n: number; size: string }>(
    store,
    'select count(*) as n, pg_size_pretty(pg_database_size(current_database())) as size from revision',
  );
  console.log(`${size?.n} articles, ${size?.size}`);
  const word = pool[0]?.match(/\b\p{Lu}\p{L}{5,}\b/u)?.[0] ?? 'government';
  const results = [
    await measure(store, 'narrow: words', `"${pool[1]?.split(' ').slice(1, 4).join(' ')}" AND ${word}`),
    await measure(store, 'one word', word),
    await measure(store, 'NEAR and wildcards', '(govern* OR minist*) NEAR/10 (said OR say*)'),
    await measure(store, 'wide: every text', 'the NOT zzzz'),
    await measure(store, 'needs the text, no word', 'lang:en AND length>100'),
    await measure(store, 'metadata, some', 'source:"Outlet 3" AND author:"Writer 3"'),
    await measure(store, 'metadata, none', 'source:"Nobody"'),
    await measure(store, 'metadata, all', 'lang:en'),
    await measure(store, 'entity', 'entity:"United Kingdom"'),
    await measure(store, 'about', 'about:"United States"'),
    await measure(store, 'topic', 'topic:11000000'),
    await measure(store, 'entity and words', 'entity:"United States" AND (said OR told) NOT football'),
  ];
  const { heapUsed, rss } = process.memoryUsage();
  console.log(`heap ${(heapUsed / 1e6).toFixed(0)} MB, resident ${(rss / 1e6).toFixed(0)} MB`);
  const good = results.every(Boolean);
  console.log(
    good ? 'within the bar: first < 1 s, all < 20 s' : 'OVER the bar of 1 s for the first, 20 s for all',
  );
  process.exitCode = good ? 0 : 1;
} finally {
  await store.close();
  await postgres?.stop();
}
