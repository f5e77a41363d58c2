-- name: add
insert into inbox (id, account_id, http_status, delay_ms, created_at)
values ($1, $2, $3, $4, $5)

-- name: read
select id, account_id, http_status, delay_ms, created_at
from inbox
where id = $1

-- name: list
select id, account_id, http_status, delay_ms, created_at
from inbox
where account_id = $1
  and ($2::uuid is null or id < $2::uuid)
order by id desc
limit $3

-- name: add_requests
-- One statement for a batch. An inbox that went with its account takes its requests along; the others are kept.
insert into inbox_request (id, inbox_id, received_at, method, path, headers, body)
select r.id, r.inbox_id, r.received_at, r.method, r.path, r.headers::jsonb, r.body
from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::bytea[])
    as r (id, inbox_id, received_at, method, path, headers, body)
  join inbox i on i.id = r.inbox_id

-- name: list_requests
select id, inbox_id, received_at, method, path, headers::text as headers, body
from inbox_request
where inbox_id = $1
  and ($2::uuid is null or id < $2::uuid)
order by id desc
limit $3

-- name: trim
-- Per inbox one probe for the oldest to be kept, then a range of the index: what is kept is not looked at. The ids are made of the time, so
-- the day's bound is one of them. Only one node at a time: two would wait for each other's rows.
with turn as materialized (
  select pg_try_advisory_xact_lock(8245928655720965240) as mine
), bound as (
  select i.id as inbox_id,
    greatest(
      $2::uuid,
      (
        select r.id
        from inbox_request r
        where r.inbox_id = i.id
        order by r.id desc
        offset $1::int - 1
        limit 1
      )
    ) as first_kept
  from inbox i, turn
  where turn.mine
)
delete from inbox_request r
using bound b
where r.inbox_id = b.inbox_id
  and r.id < b.first_kept
