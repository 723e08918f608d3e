-- Other names under which a feed told of an item: ids it would have by another rule, its guid without scheme and host,
-- its canonical link, its headline with its date, and addresses it had before. All are hashes (src/feed/identity.ts).
create table item_alias (
  feed_id bigint not null references feed,
  alias   text not null,
  item_id bigint not null references item on delete cascade,
  primary key (feed_id, alias)
);
create index item_alias_item on item_alias (item_id);

-- which rule tells the feed's items apart; null until a first poll has shown that, and how often in a row it was in doubt
alter table feed add column identity text check (identity in ('guid', 'link', 'title'));
alter table feed add column identity_doubts int not null default 0;

-- of a sitemap index: the sitemaps it names, each with its own validators
alter table feed add column children jsonb not null default '[]';

-- what news sitemaps say of an article beside its headline
alter table item add column keywords text[] not null default '{}';
alter table item add column lang text;
