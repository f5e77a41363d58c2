-- Counts for reports, and the mails made of them.

-- What one node at a time does for all. Held as long as the node's row stands and nobody has taken it: nothing has to be freed when it dies.
create table lease (
  name text primary key check (name in ('report', 'mail')),
  node_id uuid
) with (fillfactor = 50);

insert into lease (name, node_id) values ('report', null), ('mail', null);

comment on column count_delta.recorded_at is 'A time in the quarter hour in which all attempts of the row finished.';

-- One row a profile and quarter hour (of UTC): every zone's days, also those of India and Nepal, are made of whole ones. The histogram is two
-- arrays of one length: the buckets that have something, and how much.
create table outcome_count (
  profile_id uuid not null,
  quarter_at timestamptz not null check (extract(epoch from quarter_at)::bigint % 900 = 0),
  delivered bigint not null,
  failed bigint not null,
  retried bigint not null,
  skipped bigint not null,
  cancelled bigint not null,
  expired bigint not null,
  latency_buckets smallint[] not null,
  latency_counts bigint[] not null,
  primary key (profile_id, quarter_at),
  check (cardinality(latency_buckets) = cardinality(latency_counts))
) with (fillfactor = 80);

-- The same by account: a report over all profiles reads as many rows as one over a single profile.
create table outcome_total (
  account_id text not null references account on delete cascade,
  quarter_at timestamptz not null check (extract(epoch from quarter_at)::bigint % 900 = 0),
  delivered bigint not null,
  failed bigint not null,
  retried bigint not null,
  skipped bigint not null,
  cancelled bigint not null,
  expired bigint not null,
  latency_buckets smallint[] not null,
  latency_counts bigint[] not null,
  primary key (account_id, quarter_at),
  check (cardinality(latency_buckets) = cardinality(latency_counts))
) with (fillfactor = 80);

-- The same by profile and day of UTC: what a table of a thousand profiles over a month is summed from; only its ends are read by quarter hours.
create table outcome_day (
  profile_id uuid not null,
  day date not null,
  delivered bigint not null,
  failed bigint not null,
  retried bigint not null,
  skipped bigint not null,
  cancelled bigint not null,
  expired bigint not null,
  primary key (profile_id, day)
) with (fillfactor = 80);
