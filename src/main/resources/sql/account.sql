-- name: add_account
insert into account (id, name, created_at)
values ($1, $2, $3)

-- name: list_accounts
-- The ids' text order is their time order: compared byte by byte, whatever language the database sorts by.
select id, name, created_at
from account
where $1::text is null
  or id ~<~ $1::text
order by id using ~>~
limit $2

-- name: remove_account
-- What deleted profiles left goes with it, but only when none is alive: else the foreign key keeps the account, as it does when a profile
-- is made at the same moment.
with gone as (
  delete from profile
  where account_id = $1
    and state = 'deleted'
    and not exists (
      select 1
      from profile alive
      where alive.account_id = $1
        and alive.state <> 'deleted'
    )
  returning id
), uncounted as (
  delete from outcome_count
  where profile_id in (select id from gone)
), undated as (
  delete from outcome_day
  where profile_id in (select id from gone)
), unwatched as (
  delete from profile_health
  where profile_id in (select id from gone)
)
delete from account
where id = $1

-- name: add_key
-- No row when there is no such account, or the key is there: two nodes that start at once make the bootstrap key once.
with made as (
  insert into api_key (id, account_id, title, hash, hint, scopes, created_at)
  select $1, a.id, $3, $4, $5, $6::text[], $7
  from account a
  where a.id = $2
  on conflict (hash) do nothing
  returning id, account_id, title
), told as (
  insert into audit (id, account_id, happened_at, key_id, key_title, action, subject, subject_id, title, changes)
  select
    $8::uuid,
    made.account_id,
    $9::timestamptz,
    $10::uuid,
    (select by.title from author by where by.id = $10::uuid),
    $11::text,
    'api_key',
    made.id,
    made.title,
    $12::text::jsonb
  from made
)
select made.id
from made

-- name: key_with_hash
select id, account_id, title, hint, scopes, created_at
from api_key
where hash = $1

-- name: read_key
select id, account_id, title, hint, scopes, created_at
from api_key
where id = $1

-- name: list_keys
select id, account_id, title, hint, scopes, created_at
from api_key
where account_id = $1
  and ($2::uuid is null or id < $2::uuid)
order by id desc
limit $3

-- name: remove_key
with gone as (
  delete from api_key
  where id = $1
  returning id, account_id, title
), told as (
  insert into audit (id, account_id, happened_at, key_id, key_title, action, subject, subject_id, title, changes)
  select
    $2::uuid,
    gone.account_id,
    $3::timestamptz,
    $4::uuid,
    (select by.title from author by where by.id = $4::uuid),
    $5::text,
    'api_key',
    gone.id,
    gone.title,
    $6::text::jsonb
  from gone
)
select gone.id
from gone
