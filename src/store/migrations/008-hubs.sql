-- WebSub: what we asked hubs for, and what they sent and nobody has read yet.
create table hub_subscription (
  feed_id     bigint primary key references feed,
  hub         text not null,
  topic       text not null,
  -- last part of the callback's address; nobody can guess it
  path        text not null unique,
  secret      text not null,
  state       text not null default 'new' check (state in ('new', 'asked', 'active', 'denied', 'ended')),
  -- when to ask the hub (again); null: never
  due_at      timestamptz default now(),
  asked_at    timestamptz,
  verified_at timestamptz,
  lease_until timestamptz,
  pushed_at   timestamptz,
  pushes      bigint not null default 0,
  tries       int not null default 0,
  problem     text
);
create index hub_subscription_due on hub_subscription (due_at) where due_at is not null;

create table push (
  id           bigint generated always as identity primary key,
  feed_id      bigint not null references feed,
  content_type text,
  body         bytea not null,
  received_at  timestamptz not null default now(),
  due_at       timestamptz not null default now(),
  queued_at    timestamptz,
  starts       int not null default 0,
  errors       int not null default 0
);
create index push_due on push (due_at);
