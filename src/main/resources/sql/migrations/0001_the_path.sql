-- The first schema. Invariants stand here as checks, so that no program error can pass them by.

create table installation (
  only_row boolean primary key default true check (only_row),
  secrets_fingerprint text not null
);

create table account (
  id text primary key check (id ~ '^(default|acc_[0-9a-z]{26})$'),
  name text not null check (length(name) between 1 and 100),
  created_at timestamptz not null
);

insert into account (id, name, created_at) values ('default', 'Default', now());

create table api_key (
  id uuid primary key,
  account_id text not null references account on delete cascade,
  title text not null check (length(title) between 1 and 100),
  -- SHA-256 of a random secret: with 256 bits of chance in it there is nothing to guess, so no slow hash is needed.
  hash bytea not null unique check (octet_length(hash) = 32),
  hint text not null,
  scopes text[] not null check (scopes <@ array['operator', 'admin', 'publish', 'read'] and cardinality(scopes) > 0),
  created_at timestamptz not null
);

create index api_key_by_account on api_key (account_id);

create table profile (
  id uuid primary key,
  account_id text not null references account,
  title text not null check (length(title) between 3 and 100),
  channel text not null,
  method text not null check (method in ('GET', 'POST', 'PUT', 'DELETE')),
  -- Secrets inside are sealed with secrets.key.
  spec jsonb not null,
  secret bytea not null,
  -- A deleted profile's row stays: what it delivered is still shown.
  state text not null check (state in ('active', 'disabled', 'auto_disabled', 'deleted')),
  state_reason text,
  version bigint not null check (version > 0),
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create index profile_by_account on profile (account_id, id);

-- A node's row is its licence to write: every journal, ledger and claim statement locks it for key share and does nothing without it.
create table node (
  id uuid primary key,
  host text not null,
  beat bigint not null default 0,
  low_water uuid not null,
  started_at timestamptz not null,
  -- Set once by a survivor, under `for update`: from then on the node is fenced for good, also between two portions of the take-over.
  taken_by uuid
) with (fillfactor = 50, autovacuum_vacuum_threshold = 100, autovacuum_vacuum_scale_factor = 0);

-- Append only. The id is a UUIDv7: inserts go to the right edge of the index, and the id alone tells the partition.
create table callback (
  id uuid not null primary key,
  profile_id uuid not null,
  node_id uuid not null,
  expires_at timestamptz,
  replay_of uuid,
  account_id text not null,
  event text,
  reference text,
  -- As it came, byte for byte: jsonb reorders, drops and refuses.
  data bytea not null
) partition by range (id);

create index callback_by_profile on callback (profile_id, id);

-- Append only. A final state that no HTTP try led to is a row with outcome 0.
create table attempt (
  callback_id uuid not null,
  profile_id uuid not null,
  started_at timestamptz not null,
  finished_at timestamptz not null,
  number int not null check (number > 0),
  outcome smallint not null check (outcome between 0 and 8),
  verdict smallint not null check (verdict between 0 and 5),
  http_status smallint not null check (http_status = 0 or http_status between 100 and 999),
  error text,
  request bytea,
  answer bytea,
  primary key (callback_id, number)
) partition by range (callback_id);

-- Failed, skipped, cancelled and expired are rare; an index on them alone costs the delivered ones nothing.
create index attempt_rare on attempt (profile_id, callback_id) where verdict >= 2;

create table backlog (
  callback_id uuid primary key,
  profile_id uuid not null,
  due_at timestamptz not null,
  number int not null check (number > 0),
  -- For ordered callbacks only: the place in the line of its key.
  sequence bigint,
  order_key text,
  claimed_by uuid,
  check ((sequence is null) = (order_key is null))
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0);

create sequence backlog_sequence cache 1;

-- Claims go profile by profile: by due time alone they wade through a dead receiver's million rows.
create index backlog_due on backlog (profile_id, due_at, callback_id) where claimed_by is null;
create index backlog_claimed on backlog (claimed_by) where claimed_by is not null;
create index backlog_ordered on backlog (profile_id, order_key, sequence, due_at) where order_key is not null;

-- The keys that have callbacks in the line. Ordered callbacks wait with an endless due time; only the first of a key is given a real one.
create table order_key (
  profile_id uuid not null,
  key text not null,
  touched_at timestamptz not null,
  primary key (profile_id, key)
);

-- One row a batch of attempts, written with them in one transaction; folded into hours and days later. Never an upsert on the path.
create table count_delta (
  id bigint generated always as identity primary key,
  recorded_at timestamptz not null,
  profile_ids uuid[] not null,
  verdicts smallint[] not null,
  latency_buckets smallint[] not null,
  counts int[] not null,
  check (cardinality(profile_ids) = cardinality(verdicts)
    and cardinality(profile_ids) = cardinality(latency_buckets)
    and cardinality(profile_ids) = cardinality(counts))
);

create table idempotency_key (
  account_id text not null,
  key text not null check (length(key) between 1 and 255),
  request_hash bytea not null check (octet_length(request_hash) = 32),
  callback_id uuid not null,
  expires_at timestamptz not null,
  primary key (account_id, key)
);

create index idempotency_key_expiry on idempotency_key (expires_at);

create table inbox (
  id uuid primary key,
  account_id text not null references account on delete cascade,
  http_status int not null default 200 check (http_status between 200 and 599),
  delay_ms int not null default 0 check (delay_ms between 0 and 60000),
  created_at timestamptz not null
);

create table inbox_request (
  id uuid primary key,
  inbox_id uuid not null references inbox on delete cascade,
  received_at timestamptz not null,
  method text not null,
  path text not null,
  headers jsonb not null,
  body bytea not null
);

create index inbox_request_newest on inbox_request (inbox_id, id);
