-- How often our own work on a row ended in an error: after too many it is rejected instead of tried for ever.
alter table feed add column errors int not null default 0;
alter table item add column errors int not null default 0;
alter table delivery add column errors int not null default 0;
