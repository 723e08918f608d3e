-- Texts by which copies are found, for as long as a story may grow: a narrow table of its own, so that the window
-- slides without touching revisions. Texts of before are in it once they are tagged again.
create table story_text (
  revision_id bigint primary key references revision on delete cascade,
  article_id  bigint not null,
  story_id    bigint not null,
  lang        text,
  -- of its revision, or of the latest copy that it stands for
  seen_at     timestamptz not null,
  -- hashes of its shingles, 32 bits each, big-endian, ascending
  print       bytea not null,
  -- the smallest of them, as they stand in story_key
  keys        int[] not null
);
create index story_text_seen on story_text (seen_at);
-- the hashes that texts are looked up by; copies share some
create table story_key (
  key         int not null,
  revision_id bigint not null,
  primary key (key, revision_id)
);
-- every insert of an article went through its pending list, and every look-up read that list
drop index revision_fingerprint;
