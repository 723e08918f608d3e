-- What kind of article a text is, articles that stand on several pages, and a way to count pages that are no articles.

alter table revision add column kind text not null default 'article';

-- the parts of an article that is cut into pages: number 1 is what the item points at; 0 is the whole on one page
alter table page
  add column part    int not null default 1,
  add column part_of bigint references page,
  -- why parts after these are missing, in a sentence
  add column parts_missing text;
create index page_parts on page (part_of, part) where part_of is not null;

create index ledger_instead on ledger (at, feed_id) where stage = 'extract' and reason is not null;
