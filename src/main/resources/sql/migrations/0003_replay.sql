-- Retry of one callback, and replay of many.

-- The number of the last final record before a retry: the schedule counts from there. 0 for what was never final.
alter table backlog
  add column tried_before int not null default 0,
  add constraint backlog_tried_before check (tried_before >= 0 and tried_before < number);

-- A portion writes its row, the callbacks it repeats and their backlog rows in one statement: how far it came is how much is done.
create table replay (
  id uuid primary key,
  account_id text not null references account on delete cascade,
  profile_id uuid not null,
  callback_state text not null check (callback_state in ('delivered', 'failed', 'skipped', 'cancelled')),
  from_at timestamptz not null,
  to_at timestamptz not null,
  -- Whether those that were repeated before are repeated too.
  includes_replayed boolean not null,
  state text not null check (state in ('running', 'done', 'cancelled')),
  reason text,
  -- What there was to repeat when it was asked for; at least so many where not all was counted.
  counted int not null check (counted >= 0),
  counted_all boolean not null,
  -- Callbacks up to this id have had their turn.
  reached uuid not null,
  made int not null default 0 check (made >= 0),
  -- The node at work on it, as long as its row stands.
  claimed_by uuid,
  created_at timestamptz not null,
  ended_at timestamptz,
  check (from_at < to_at),
  check ((state = 'running') = (ended_at is null))
) with (fillfactor = 50);

-- What was repeated before; whatever repeats nothing costs the index nothing.
create index callback_replayed on callback (profile_id, replay_of) where replay_of is not null;

-- Two at once over the same callbacks would repeat them twice: most often somebody has only clicked twice.
create unique index replay_running on replay (profile_id, callback_state) where state = 'running';
create index replay_by_account on replay (account_id, id);
