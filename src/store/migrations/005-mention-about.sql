-- Ids of entities that a mention speaks of without naming them: Turkish, of Turkey.
alter table mention add column about text[];
