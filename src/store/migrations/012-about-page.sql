-- what a page says of its article beside the columns, and where each field was found; empty: read before this was kept
alter table revision add column about_page jsonb not null default '{}';
