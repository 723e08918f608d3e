-- One entity under two ids: from_id is read as to_id. Mentions keep the id they were given, so a merge rewrites nothing
-- and taking it back is a delete. Chains stand as they were made; reading follows them.
create table same_as (
  from_id text primary key,
  to_id   text not null check (to_id <> from_id),
  since   timestamptz not null default now(),
  by      text not null,
  reason  text not null
);

-- which vocabulary a process tags by, and what is wrong with the newer one that it refused
alter table worker add column vocabulary text;
alter table worker add column vocabulary_problem text;

-- how a mention was found, and the ids that all claim its spelling
alter table mention add column method text;
alter table mention add column candidates text[];
