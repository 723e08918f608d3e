-- A page whose bytes are what a browser built of what came: it has no validators, and a page without a browser says
-- nothing of what became of it.
alter table page add column rendered boolean not null default false;
