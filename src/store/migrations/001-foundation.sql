-- The nouns of src/model/model.ts as tables. Every row says by itself what it waits for (stage, due_at),
-- so that the queue may forget everything.

create table feed (
  id            bigint generated always as identity primary key,
  url           text not null unique,
  title         text not null default '',
  folder        text not null default '',
  state         text not null default 'active' check (state in ('active', 'gone', 'removed')),
  -- validators are saved in the transaction that stores the items they stand for
  etag          text,
  last_modified text,
  body_hash     text,
  next_poll_at  timestamptz not null default now(),
  claimed_until timestamptz,
  last_poll_at  timestamptz,
  last_ok_at    timestamptz,
  last_new_at   timestamptz,
  failures      int not null default 0,
  starts        int not null default 0,
  step          int not null default 0,
  last_error    text,
  moved_to      text,
  interval_ms   bigint,
  items_seen    bigint not null default 0,
  added_at      timestamptz not null default now()
);
create index feed_due on feed (next_poll_at) where state = 'active';

create table item (
  id           bigint generated always as identity primary key,
  key          text not null unique,
  feed_id      bigint not null references feed,
  guid         text,
  url          text,
  host         text,
  title        text not null,
  summary      text not null default '',
  content      text,
  author       text,
  published_at timestamptz,
  claim_hash   text not null,
  seen_at      timestamptz not null default now(),
  stage        text not null check (stage in ('fetch', 'extract', 'tag', 'done', 'rejected')),
  -- counts moves; part of the job's id, so that handing over the same step twice is one job
  step         int not null default 0,
  due_at       timestamptz not null default now(),
  queued_at    timestamptz,
  starts       int not null default 0,
  tries        int not null default 0,
  refetches    int not null default 0,
  page_id      bigint,
  article_id   bigint,
  revision_id  bigint,
  reason       text,
  ended_at     timestamptz
);
create index item_waiting on item (due_at) where stage in ('fetch', 'extract', 'tag');
create index item_feed on item (feed_id, id);
create index item_url on item (url);
create index item_rejected on item (id) where stage = 'rejected';

-- bytes as they came, compressed, once for each content
create table blob (
  hash       text primary key,
  encoding   text not null,
  size       int not null,
  bytes      bytea not null,
  created_at timestamptz not null default now()
);
alter table blob alter column bytes set storage external;

create table page (
  id           bigint generated always as identity primary key,
  item_id      bigint not null references item,
  url          text not null,
  final_url    text not null,
  status       int not null,
  content_type text,
  blob_hash    text not null references blob,
  fetched_at   timestamptz not null default now()
);
create index page_item on page (item_id, id);

create table story (
  id              bigint generated always as identity primary key,
  head_article_id bigint not null,
  created_at      timestamptz not null default now()
);

create table article (
  id         bigint generated always as identity primary key,
  key        text not null unique,
  url        text not null,
  feed_id    bigint not null references feed,
  story_id   bigint references story,
  first_seen timestamptz not null default now()
);
create index article_url on article (url);
create index article_story on article (story_id);

create table revision (
  id           bigint generated always as identity primary key,
  article_id   bigint not null references article,
  number       int not null,
  text_hash    text not null,
  title        text not null,
  byline       text,
  site         text,
  lang         text,
  image        text,
  published_at timestamptz,
  text         text not null,
  html         text not null default '',
  quality      text not null check (quality in ('full', 'summary')),
  method       text not null,
  page_id      bigint,
  fingerprint  bigint[] not null default '{}',
  vocabulary   text,
  tagged_at    timestamptz,
  created_at   timestamptz not null default now(),
  -- folded words of title and text, and once tagged field:value of entities, topics, author, language, domain, by the
  -- query language's own rules: what a query needs is looked up here first
  words        tsvector not null default '',
  unique (article_id, number),
  unique (article_id, text_hash)
);
create index revision_words on revision using gin (words);
create index revision_fingerprint on revision using gin (fingerprint);
create index revision_created on revision (created_at);

create table mention (
  revision_id bigint not null references revision on delete cascade,
  field       text not null check (field in ('title', 'body')),
  start       int not null,
  "end"       int not null,
  text        text not null,
  type        text not null,
  entity_id   text,
  name        text not null,
  alias       text,
  score       real not null,
  primary key (revision_id, field, start, "end")
);
create index mention_entity on mention (entity_id, revision_id) where entity_id is not null;

create table topic_tag (
  revision_id bigint not null references revision on delete cascade,
  code        text not null,
  label       text not null,
  score       real not null,
  broader     text[] not null default '{}',
  because     text[] not null default '{}',
  primary key (revision_id, code)
);
create index topic_tag_code on topic_tag (code, revision_id);

create table subscriber (
  id         bigint generated always as identity primary key,
  name       text not null unique,
  created_at timestamptz not null default now()
);

create table subscription (
  id            bigint generated always as identity primary key,
  subscriber_id bigint not null references subscriber,
  name          text not null,
  state         text not null default 'active' check (state in ('active', 'removed')),
  version       int not null,
  channel       text not null check (channel in ('webhook', 'file')),
  target        text not null,
  secrets       text[] not null default '{}',
  -- changes are written under an advisory lock, so that rev order is commit order
  rev           bigint not null unique,
  created_at    timestamptz not null default now(),
  changed_at    timestamptz not null default now(),
  -- when the last of all workers had taken over the present rev; null: not yet, or no worker runs
  in_force_at   timestamptz,
  removed_at    timestamptz
);
create index subscription_not_in_force on subscription (rev) where in_force_at is null;
create unique index subscription_name on subscription (subscriber_id, name) where state = 'active';
create sequence subscription_rev;

create table subscription_version (
  subscription_id bigint not null references subscription,
  version         int not null,
  query           text not null,
  -- the saved queries behind its @names, as they were: {"cars": {"version": 2, "query": "…"}}
  uses            jsonb not null default '{}',
  created_at      timestamptz not null default now(),
  primary key (subscription_id, version)
);

-- what `@name` stands for: the highest version of a name is in force; one without a query says that it was removed
create table saved_query (
  name       text not null,
  version    int not null,
  query      text,
  created_at timestamptz not null default now(),
  primary key (name, version)
);

-- articles on which a subscription's query must be true, or must not; run whenever query or vocabulary change
create table subscription_example (
  id              bigint generated always as identity primary key,
  subscription_id bigint not null references subscription,
  article_id      bigint not null references article,
  revision_id     bigint not null references revision,
  kind            text not null check (kind in ('must', 'must-not')),
  note            text not null default '',
  created_at      timestamptz not null default now(),
  -- the last run: what came out, for which version of the query, with which vocabulary
  passed          boolean,
  version         int,
  vocabulary      text,
  checked_at      timestamptz,
  unique (subscription_id, article_id)
);

-- processes at work; a row that was not renewed is a process that has gone
create table worker (
  id         text primary key,
  host       text not null,
  pid        int not null,
  roles      text[] not null,
  -- the subscriptions it judges by; null in a process that judges nothing
  rev        bigint,
  started_at timestamptz not null default now(),
  seen_at    timestamptz not null default now()
);

create table match (
  id              bigint generated always as identity primary key,
  subscription_id bigint not null references subscription,
  version         int not null,
  revision_id     bigint not null references revision,
  story_id        bigint not null references story,
  -- up to where the worker had followed subscription changes when it judged
  rev             bigint not null,
  receipt         jsonb not null,
  created_at      timestamptz not null default now(),
  unique (subscription_id, version, revision_id)
);
create index match_revision on match (revision_id);

-- one promise; the key is what makes a replay unable to spam
create table delivery (
  id              text primary key,
  subscription_id bigint not null references subscription,
  story_id        bigint not null references story,
  revision        int not null,
  channel         text not null,
  match_id        bigint not null references match,
  body            text not null,
  state           text not null default 'pending' check (state in ('pending', 'sent', 'dead', 'cancelled')),
  attempts        int not null default 0,
  step            int not null default 0,
  starts          int not null default 0,
  due_at          timestamptz not null default now(),
  queued_at       timestamptz,
  reason          text,
  replay_id       bigint,
  created_at      timestamptz not null default now(),
  ended_at        timestamptz,
  unique (subscription_id, story_id, revision, channel)
);
create index delivery_waiting on delivery (due_at) where state = 'pending';
create index delivery_match on delivery (match_id);

create table attempt (
  delivery_id text not null references delivery,
  number      int not null,
  at          timestamptz not null,
  duration_ms int not null,
  status      int,
  answer      text,
  outcome     text not null,
  reason      text,
  primary key (delivery_id, number)
);

create table ledger (
  id       bigint generated always as identity primary key,
  at       timestamptz not null default now(),
  stage    text not null,
  feed_id  bigint,
  item_id  bigint,
  outcome  text not null,
  reason   text,
  detail   text,
  facts    jsonb
);
create index ledger_item on ledger (item_id, id) where item_id is not null;
create index ledger_feed on ledger (feed_id, id) where item_id is null;

create table replay (
  id          bigint generated always as identity primary key,
  from_stage  text not null check (from_stage in ('extract', 'tag', 'match')),
  mode        text not null check (mode in ('shadow', 'fill')),
  selection   jsonb not null,
  state       text not null default 'running' check (state in ('running', 'done', 'failed')),
  cursor      bigint not null default 0,
  seen        int not null default 0,
  total       int not null default 0,
  starts      int not null default 0,
  queued_at   timestamptz,
  due_at      timestamptz not null default now(),
  error       text,
  created_at  timestamptz not null default now(),
  finished_at timestamptz
);

create table replay_change (
  replay_id       bigint not null references replay on delete cascade,
  item_id         bigint not null references item,
  subscription_id bigint not null references subscription,
  change          text not null check (change in ('gained', 'lost', 'kept')),
  title           text not null,
  url             text not null,
  receipt         jsonb,
  delivery        text,
  primary key (replay_id, item_id, subscription_id)
);

create table api_key (
  id           text primary key,
  name         text not null,
  secret_hash  bytea not null,
  scopes       text[] not null,
  created_at   timestamptz not null default now(),
  expires_at   timestamptz,
  last_used_at timestamptz,
  revoked_at   timestamptz
);

-- one row a host: when the next request may start, and whether one is under way and for which row (item-7, feed-2)
create table host_slot (
  host       text primary key,
  next_at    timestamptz not null default now(),
  busy_until timestamptz,
  busy_by    text
);
