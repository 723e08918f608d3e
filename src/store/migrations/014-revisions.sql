-- What a revision is to the one before, articles that were taken down, and pages that are asked for again.

alter table revision
  -- null: made before this was judged
  add column change        text,
  add column words_added   int,
  add column words_removed int;
alter table revision add constraint revision_change check
  (change in ('first', 'correction', 'substantial', 'headline', 'minor', 'fuller', 'reread')) not valid;

alter table article
  add column withdrawn_at     timestamptz,
  add column withdrawn_reason text,
  add column withdrawn_detail text;

-- validators of the answer that the page came with
alter table page
  add column etag          text,
  add column last_modified text;

-- which changes of an article that it was told of a subscription hears about, and whether of its withdrawal
alter table subscription
  add column updates     text not null default 'substantial'
    check (updates in ('none', 'corrections', 'substantial', 'all')),
  add column withdrawals boolean not null default false;

-- revisits leave room for feeds and new pages: when the next may start, and how many there were on a day
alter table host_slot
  add column revisit_at  timestamptz,
  add column revisits    int not null default 0,
  add column revisits_on date;

-- one row an article whose page is asked for again; says by itself what it waits for
create table revisit (
  article_id    bigint primary key references article,
  item_id       bigint not null references item,
  -- where the text was read
  url           text not null,
  host          text not null,
  stage         text not null default 'fetch' check (stage in ('fetch', 'extract', 'ended')),
  step          int not null default 0,
  due_at        timestamptz not null,
  queued_at     timestamptz,
  starts        int not null default 0,
  errors        int not null default 0,
  tries         int not null default 0,
  visits        int not null default 0,
  -- no visit after this, however late the others were
  until         timestamptz not null,
  -- of the last answer with a body; never sent to another address
  etag          text,
  last_modified text,
  body_hash     text not null,
  -- what the visit brought, while it waits to be read
  page_id       bigint,
  -- the first sign that the article was taken down
  missing       text,
  missing_since timestamptz,
  missing_seen  int not null default 0,
  reason        text
);
create index revisit_due on revisit (due_at) where stage <> 'ended';
create index revisit_host on revisit (host, due_at) where stage = 'fetch';
