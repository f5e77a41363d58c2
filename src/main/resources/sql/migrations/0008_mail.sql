-- Mails: who gets which, and what has been sent.

create table report_setting (
  account_id text primary key references account on delete cascade,
  enabled boolean not null,
  frequency text not null check (frequency in ('daily', 'weekly', 'monthly')),
  recipients text[] not null check (cardinality(recipients) <= 10),
  time_zone text not null,
  -- The end of the next period to report on, and when to see to it.
  period_end timestamptz not null,
  due_at timestamptz not null,
  check (not enabled or cardinality(recipients) > 0)
);

create index report_setting_due on report_setting (due_at) where enabled;

create table notification_setting (
  account_id text primary key references account on delete cascade,
  recipients text[] not null check (cardinality(recipients) <= 10),
  profile_auto_disabled boolean not null,
  profile_failing boolean not null,
  profile_recovered boolean not null
);

-- A report, or a notice about a profile. What is in it is put together when it is sent.
create table report_mail (
  -- A UUIDv7, so that the order of ids is the order of time.
  id uuid primary key,
  account_id text not null references account on delete cascade,
  kind text not null check (kind in ('report', 'asked', 'auto_disabled', 'failing', 'recovered')),
  frequency text check (frequency in ('daily', 'weekly', 'monthly')),
  profile_id uuid,
  from_at timestamptz not null,
  to_at timestamptz not null,
  time_zone text not null,
  words text not null default '',
  created_at timestamptz not null,
  check ((kind in ('report', 'asked')) = (frequency is not null)),
  check ((kind in ('report', 'asked')) = (profile_id is null))
);

-- What makes a report go out once: its row is taken before anything is sent.
create unique index report_mail_once on report_mail (account_id, frequency, from_at) where kind = 'report';
create index report_mail_by_account on report_mail (account_id, id);

-- One for each recipient, so that a refusal of one keeps nobody else from theirs.
create table report_mail_copy (
  mail_id uuid not null references report_mail on delete cascade,
  recipient text not null,
  state text not null check (state in ('waiting', 'sent', 'refused', 'given_up')),
  tries int not null default 0,
  next_at timestamptz not null,
  error text,
  changed_at timestamptz,
  primary key (mail_id, recipient)
) with (fillfactor = 70);

create index report_mail_copy_due on report_mail_copy (next_at) where state = 'waiting';

-- How each profile fares of late: written with the counts, read by who disables and warns.
create table profile_health (
  profile_id uuid primary key,
  -- The first failure since the last delivery.
  failing_since timestamptz,
  last_failed_at timestamptz,
  -- What its account was told last, and when.
  told text not null default 'fine' check (told in ('fine', 'failing', 'disabled')),
  told_at timestamptz
) with (fillfactor = 70);

create index profile_health_failing on profile_health (failing_since) where failing_since is not null;
create index profile_health_failed on profile_health (last_failed_at);
create index profile_health_told on profile_health (profile_id) where told <> 'fine';
