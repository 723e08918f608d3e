-- What a feed's server and the feed itself said about being asked, and how the feed publishes.
alter table feed
  add column host          text generated always as (substring(url from '^[a-z]+://([^/?#]+)')) stored,
  -- ttl, skipHours, skipDays, maxAge: a 304 repeats none of them
  add column hints         jsonb,
  -- items by hour of the week, fading; see src/feed/rhythm.ts
  add column rhythm        jsonb,
  -- from when on it is quieter than its rhythm makes plausible
  add column silent_from   timestamptz,
  -- the operator's own floor for this feed
  add column floor_ms      bigint,
  -- what decided on next_poll_at
  add column next_because  text,
  add column last_reason   text,
  add column last_repairs  text,
  -- the address that the validators came from, when a redirect led there
  add column validators_of text,
  -- why validators are no longer sent: they lied
  add column validators_off text,
  add column empty_changes int not null default 0,
  -- when a document came last, and when one was asked for because 304 was doubted
  add column full_at       timestamptz,
  add column checked_at    timestamptz,
  -- how often, and on how many days, the redirect to moved_to was seen
  add column moved_polls   int not null default 0,
  add column moved_days    int not null default 0,
  add column moved_on      text,
  add column former_urls   text[] not null default '{}',
  -- hub and topic that the last document named (WebSub)
  add column hub           text,
  add column topic         text,
  -- until when that hub can be relied on for news
  add column pushed_until  timestamptz;
create index feed_host on feed (host) where state = 'active';
create index feed_silent on feed (silent_from) where state = 'active';

-- free_at: some time behind the end of the last exchange; held_until: the host asked to be left alone (Retry-After)
alter table host_slot
  add column free_at    timestamptz,
  add column held_until timestamptz;
