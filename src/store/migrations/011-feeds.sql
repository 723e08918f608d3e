-- The feed that took this one's place when both turned out to be the same; this one's items stay where they are.
alter table feed add column merged_into bigint references feed;

-- asked whenever a feed is added: is that one of ours, under an address it had, or one it leads to?
create index feed_former on feed using gin (former_urls);
create index feed_moved on feed (moved_to) where moved_to is not null;

-- how late the news of the last days was seen; items come in the order of seen_at, so a few pages of index will do
create index item_seen on item using brin (seen_at);
