// The nouns of Presswatch. One word, one meaning, everywhere: code, SQL, logs, commands, README.
//
//   feed          a URL we poll. Table `feed`.
//   item          what a feed said about one article; nothing fetched yet. Table `item`.
//   page          what a server sent for an item's URL, as bytes. Tables `page`, `blob`.
//   article       what a person would read, one for each canonical URL. Table `article`.
//   revision      one state of an article's text; a changed text is a new revision. Table `revision`.
//   revisit       an article's page, asked for again for some days: changed, unchanged or gone. Table `revisit`.
//   story         articles whose text is nearly the same (wire copies); alerts count stories. Column `story_id`.
//   mention       one naming of an entity in a revision, with its place. Table `mention`.
//   topic         a subject by code (IPTC Media Topics or the user's own). Table `topic_tag`.
//   subscriber    a person or system with an address. subscription: their standing query and its channel.
//   query         the text of a standing query, versioned; never edited in place. Table `subscription_version`.
//   saved query   a named part of queries, used as @name; a change of it is a change of all who use it. Table `saved_query`.
//   example       an article on which a subscription must, or must not, match. Table `subscription_example`.
//   match         one query version said yes to one revision; keeps a receipt. Table `match`.
//   receipt       why: the true parts of the query, character spans, aliases, versions. Column `match.receipt`.
//   delivery      one promise: (subscription, story, revision, channel). Table `delivery`.
//   attempt       one try of one delivery. Table `attempt`.
//   channel       a way out: webhook, file.
//   stage         one step from input to outcome. outcome: done, skip, retry, reject. See `outcome.ts`.
//   ledger        one row for each stage an item went through, with its reason. Table `ledger`.
//   replay        archived work run again from a chosen stage; shadow unless applied. Table `replay`.
//   dead          given up after the published schedule, visible, redeliverable.
//   worker        a process at work, and the subscription rev it judges by. Table `worker`.
//   rejected      will never work as it is, with a reason.
export type * from './about-page.ts';
export type * from './article.ts';
export type * from './feed.ts';
export type * from './match.ts';
export type * from './outcome.ts';
export type * from './revision.ts';
export type * from './site-rule.ts';
export type * from './taxonomy.ts';
export type * from './vocabulary.ts';
