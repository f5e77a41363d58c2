-- The users of an account. Each change writes its audit in the same statement.

-- name: list
-- When a session of theirs that still lives was used last, along session_by_user.
select
  u.id,
  u.account_id,
  u.email,
  u.scopes,
  u.created_at,
  (
    select max(s.seen_at)
    from session s
    where s.user_id = u.id
  ) as seen_at
from app_user u
where u.account_id = $1
  and ($2::uuid is null or u.id < $2::uuid)
order by u.id desc
limit $3

-- name: read
select id, account_id, email, scopes, password
from app_user
where id = $1

-- name: add
-- No row when there is no such account, or somebody has the mail address.
with made as (
  insert into app_user (id, account_id, email, password, scopes, created_at)
  select $1, a.id, $3, $4, $5::text[], $6
  from account a
  where a.id = $2
  on conflict (email) do nothing
  returning id, account_id, email
), told as (
  insert into audit (id, account_id, happened_at, key_id, key_title, action, subject, subject_id, title, changes)
  select
    $7::uuid,
    made.account_id,
    $8::timestamptz,
    $9::uuid,
    (select by.title from author by where by.id = $9::uuid),
    $10::text,
    'user',
    made.id,
    made.email,
    $11::text::jsonb
  from made
)
select made.id
from made

-- name: set_password
-- Whoever knew the old one is out: their sessions end, but for the one that asked.
with changed as (
  update app_user
  set password = $2
  where id = $1
  returning id, account_id, email
), ended as (
  delete from session
  where user_id = $1
    and hash is distinct from $3::bytea
), told as (
  insert into audit (id, account_id, happened_at, key_id, key_title, action, subject, subject_id, title, changes)
  select
    $4::uuid,
    changed.account_id,
    $5::timestamptz,
    $6::uuid,
    (select by.title from author by where by.id = $6::uuid),
    $7::text,
    'user',
    changed.id,
    changed.email,
    $8::text::jsonb
  from changed
)
select changed.id
from changed

-- name: remove
with gone as (
  delete from app_user
  where id = $1
  returning id, account_id, email
), told as (
  insert into audit (id, account_id, happened_at, key_id, key_title, action, subject, subject_id, title, changes)
  select
    $2::uuid,
    gone.account_id,
    $3::timestamptz,
    $4::uuid,
    (select by.title from author by where by.id = $4::uuid),
    $5::text,
    'user',
    gone.id,
    gone.email,
    $6::text::jsonb
  from gone
)
select gone.id
from gone
