-- name: user_with_email
select id, account_id, email, scopes, password
from app_user
where email = $1

-- name: add_first_user
-- Only while there is none. Two nodes that start at once with the same settings make it once.
insert into app_user (id, account_id, email, password, scopes, created_at)
select $1, a.id, $3, $4, $5::text[], $6
from account a
where a.id = $2
  and not exists (
    select 1
    from app_user
  )
on conflict (email) do nothing

-- name: start
-- The newest few of its owner stay, along session_by_user or session_by_key.
with gone as (
  delete from session
  where hash in (
    select old.hash
    from session old
    where old.user_id = $2::uuid
      or old.key_id = $3::uuid
    order by old.created_at desc
    offset $5
  )
)
insert into session (hash, user_id, key_id, created_at, seen_at)
values ($1, $2::uuid, $3::uuid, $4, $4)

-- name: find
select
  s.user_id,
  s.key_id,
  s.seen_at,
  a.id as account_id,
  a.name as account_name,
  coalesce(u.email, k.title) as title,
  coalesce(u.scopes, k.scopes) as scopes
from session s
  left join app_user u on u.id = s.user_id
  left join api_key k on k.id = s.key_id
  join account a on a.id = coalesce(u.account_id, k.account_id)
where s.hash = $1
  and s.seen_at > $2
  and s.created_at > $3

-- name: touch
update session
set seen_at = $2
where hash = $1
  and seen_at < $2

-- name: finish
delete from session
where hash = $1

-- name: drop_older
delete from session
where seen_at <= $1
  or created_at <= $2
