-- What a text is compared by, beside its print: the look-up for copies reads one row a text, no wide revision. Texts of
-- before have neither; they are read where they always were, and leave the window within days.
alter table story_text
  add column title text,
  add column url   text;
