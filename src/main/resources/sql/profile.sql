-- Profiles. Every change tells all nodes by pg_notify in its own transaction: the hint leaves with the commit or not at all.
-- The function stands in `from`, for a select of its void result has no type that clients read. With the change goes its row of the audit, which
-- keeps the title of the key, as the key may be revoked later.

-- name: insert
-- One statement, so that no explicit transaction is needed.
with made as (
  insert into profile (
    id, account_id, title, channel, method, spec, secret, state, state_reason, state_changed_at, version, created_at, updated_at)
  values ($1, $2, $3, $4, $5, $6::text::jsonb, $7, $8, $9, $10, $11, $12, $13)
  returning id, account_id, title
), told as (
  insert into audit (id, account_id, happened_at, key_id, key_title, action, subject, subject_id, title, changes)
  select
    $14::uuid,
    made.account_id,
    $15::timestamptz,
    $16::uuid,
    (select by.title from author by where by.id = $16::uuid),
    $17::text,
    'profile',
    made.id,
    made.title,
    $18::text::jsonb
  from made
)
select made.id
from made, pg_notify('ringback_profile', made.id::text);

-- name: replace
-- The version read is part of the condition: of two changes made from the same version, one finds no row.
with changed as (
  update profile
  set title = $3,
    method = $4,
    spec = $5::text::jsonb,
    secret = $6,
    state = $7,
    state_reason = $8,
    state_changed_at = $9,
    version = $2 + 1,
    updated_at = $10
  where id = $1
    and version = $2
    and state <> 'deleted'
  returning id, account_id, title
), told as (
  insert into audit (id, account_id, happened_at, key_id, key_title, action, subject, subject_id, title, changes)
  select
    $11::uuid,
    changed.account_id,
    $12::timestamptz,
    $13::uuid,
    (select by.title from author by where by.id = $13::uuid),
    $14::text,
    'profile',
    changed.id,
    changed.title,
    $15::text::jsonb
  from changed
)
select changed.id
from changed, pg_notify('ringback_profile', changed.id::text);

-- name: delete
-- The row stays, for what it delivered is still shown; only its signing secret goes.
with gone as (
  update profile
  set state = 'deleted',
    state_reason = null,
    state_changed_at = $4,
    secret = '',
    version = version + 1,
    updated_at = $4
  where id = $1
    and account_id = $2
    and state <> 'deleted'
    and ($3::bigint is null or version = $3)
  returning id, account_id, title
), told as (
  insert into audit (id, account_id, happened_at, key_id, key_title, action, subject, subject_id, title, changes)
  select
    $5::uuid,
    gone.account_id,
    $6::timestamptz,
    $7::uuid,
    (select by.title from author by where by.id = $7::uuid),
    $8::text,
    'profile',
    gone.id,
    gone.title,
    $9::text::jsonb
  from gone
)
select gone.id
from gone, pg_notify('ringback_profile', gone.id::text);

-- name: auto_disable
-- Only the version that the receiver's answer was about: a late 410 does not undo what a user has enabled since.
with changed as (
  update profile
  set state = 'auto_disabled',
    state_reason = $3,
    state_changed_at = $4,
    version = version + 1,
    updated_at = $4
  where id = $1
    and version = $2
    and state = 'active'
  returning id, account_id, title
), told as (
  insert into audit (id, account_id, happened_at, key_id, key_title, action, subject, subject_id, title, changes)
  select
    $5::uuid,
    changed.account_id,
    $6::timestamptz,
    $7::uuid,
    (select by.title from author by where by.id = $7::uuid),
    $8::text,
    'profile',
    changed.id,
    changed.title,
    $9::text::jsonb
  from changed
)
select changed.id
from changed, pg_notify('ringback_profile', changed.id::text);

-- name: read
select id, account_id, title, channel, method, spec::text as spec, secret, state, state_reason,
  coalesce(state_changed_at, updated_at) as state_changed_at, version, created_at, updated_at
from profile
where id = $1
  and account_id = $2
  and state <> 'deleted';

-- name: read_all
select id, account_id, title, channel, method, spec::text as spec, secret, state, state_reason,
  coalesce(state_changed_at, updated_at) as state_changed_at, version, created_at, updated_at
from profile
where id = any($1)
  and state <> 'deleted';

-- name: versions
-- Compared with the snapshot at start, after a lost connection, and now and then: 10,000 rows of 24 bytes.
select id, version
from profile
where state <> 'deleted';

-- name: list
-- By id backwards along profile_by_account: ids are in the order of creation, and a page begins where the last one ended.
select id, account_id, title, channel, method, spec::text as spec, secret, state, state_reason,
  coalesce(state_changed_at, updated_at) as state_changed_at, version, created_at, updated_at
from profile
where account_id = $1
  and state <> 'deleted'
  and ($2::text is null or strpos(lower(title), lower($2)) > 0)
  and ($3::text is null or method = $3)
  and ($4::text is null or channel = $4)
  and ($5::text is null or state = $5)
  and ($6::timestamptz is null or created_at >= $6)
  and ($7::timestamptz is null or created_at < $7)
  and ($8::uuid is null or id < $8)
order by id desc
limit $9;

-- name: sealed_page
-- Deleted profiles too: their rows stay, and with them the secrets that stand in the spec.
select id, version, spec::text as spec, secret
from profile
where $1::uuid is null or id > $1
order by id
limit $2;

-- name: reseal
-- The version stays, as nothing that anybody sees has changed; a change that came in between has sealed by itself.
update profile
set spec = $3::text::jsonb,
  secret = $4
where id = $1
  and version = $2;
