-- what found a topic: the trained model, a rule of the taxonomy's topics, or a rule of the operator's own
alter table topic_tag add column via text not null default 'rule';
