-- Who changed what, and since when a profile is in its state.

create table audit (
  -- A UUIDv7, so that the order of ids is the order of changes.
  id uuid primary key,
  account_id text not null references account on delete cascade,
  happened_at timestamptz not null,
  -- No reference: the key may be revoked since, its title is kept for that. Null when Ringback itself made the change.
  key_id uuid,
  key_title text,
  action text not null check (action ~ '^(profile|api_key)\.[a-z_]{1,40}$'),
  subject text not null check (subject in ('profile', 'api_key')),
  subject_id uuid not null,
  title text not null,
  changes jsonb not null check (jsonb_typeof(changes) = 'array')
);

create index audit_by_account on audit (account_id, id);
create index audit_by_subject on audit (subject_id, id);

-- Null in rows that a node of before wrote: those say since when by updated_at.
alter table profile add column state_changed_at timestamptz;
