-- name: journal_fresh
-- The path of most callbacks: one insert for the whole batch, nothing else. `me` makes the node's row the licence to write: a fenced node's
-- batch is empty, and a survivor that wants the row waits until this statement has ended. So is the batch of an epoch that is over: it was given
-- up, and the server takes it up late.
with me as (
  select number
  from node
  where id = $1
    and taken_by is null
    and coalesce(epochs[$8], 0) <= $9
  for key share
)
insert into callback (id, profile_id, node_number, expires_at, replay_of, event, reference, data)
select i.id, i.profile_id, me.number, i.expires_at, null, i.event, i.reference, i.data
from me,
  unnest($2::uuid[], $3::uuid[], $4::timestamptz[], $5::text[], $6::text[], $7::bytea[])
    as i (id, profile_id, expires_at, event, reference, data)

-- name: journal_mixed
-- The same with what some of the batch need besides, in one statement, so that no crash can come between: a backlog row (scheduled, ordered,
-- or the node has no room), or the final record `skipped` with its count (the profile is disabled). The sequence of ordered callbacks is
-- drawn in the order of the ids, which is the order of the requests, and under the lock of their keys' rows, so that nobody sees a later place
-- of a line before an earlier one.
with me as (
  select number
  from node
  where id = $1
    and taken_by is null
    and coalesce(epochs[$12], 0) <= $13
  for key share
), input as (
  select i.*
  from me,
    unnest($2::uuid[], $3::uuid[], $4::timestamptz[], $5::text[], $6::text[], $7::bytea[],
      $8::timestamptz[], $9::text[], $10::boolean[])
      as i (id, profile_id, expires_at, event, reference, data, due_at, order_key, skipped)
), journaled as (
  insert into callback (id, profile_id, node_number, expires_at, replay_of, event, reference, data)
  select i.id, i.profile_id, me.number, i.expires_at, null, i.event, i.reference, i.data
  from me, input i
  returning id
), keyed as (
  insert into order_key (profile_id, key, touched_at)
  select distinct profile_id, order_key, $11::timestamptz
  from input
  where order_key is not null
  order by profile_id, order_key
  on conflict (profile_id, key) do update
  set touched_at = greatest(order_key.touched_at, excluded.touched_at)
  returning profile_id, key
), waiting as (
  insert into backlog (callback_id, profile_id, due_at, number, sequence, order_key)
  select i.id, i.profile_id, case when i.order_key is null then i.due_at else 'infinity' end, 1,
    case when i.order_key is not null then nextval('backlog_sequence') end, i.order_key
  from (
    select i.id, i.profile_id, i.due_at, i.order_key
    from input i
      left join keyed k on k.profile_id = i.profile_id and k.key = i.order_key
    where i.due_at is not null
      and (i.order_key is null or k.key is not null)
    order by i.id
  ) i
), final as (
  insert into attempt (callback_id, profile_id, started_at, finished_at, number, outcome, verdict, http_status, error)
  select id, profile_id, $11, $11, 1, 0, 3, 0, 'the profile was disabled'
  from input
  where skipped
), counted as (
  insert into count_delta (recorded_at, profile_ids, verdicts, latency_buckets, counts)
  select $11, array_agg(profile_id), array_agg(3::smallint), array_agg((-1)::smallint), array_agg(n)
  from (select profile_id, count(*)::int as n from input where skipped group by profile_id) s
  having count(*) > 0
)
select count(*) as written
from journaled

-- name: journal_keyed
-- As journal_mixed, for callbacks with idempotency keys, taken in the order of the keys so that two flushes cannot deadlock. The update that
-- changes nothing makes `returning` answer for keys that were there: whose callback, and for which request. Only the callbacks whose key
-- was free, or had expired, are written.
with me as (
  select number
  from node
  where id = $1
    and taken_by is null
    and coalesce(epochs[$16], 0) <= $17
  for key share
), asked as (
  select i.*
  from me,
    unnest($2::uuid[], $3::uuid[], $4::timestamptz[], $5::text[], $6::text[], $7::bytea[],
      $8::timestamptz[], $9::text[], $10::boolean[], $12::text[], $13::text[], $14::bytea[])
      as i (id, profile_id, expires_at, event, reference, data, due_at, order_key, skipped, account_id, key, request_hash)
), held as (
  insert into idempotency_key as k (account_id, key, request_hash, callback_id, expires_at)
  select account_id, key, request_hash, id, $15
  from asked
  order by account_id, key
  on conflict (account_id, key) do update
  set request_hash = case when k.expires_at <= $11 then excluded.request_hash else k.request_hash end,
    callback_id = case when k.expires_at <= $11 then excluded.callback_id else k.callback_id end,
    expires_at = case when k.expires_at <= $11 then excluded.expires_at else k.expires_at end
  returning account_id, key, request_hash, callback_id
), input as (
  select a.*
  from asked a
    join held h on h.callback_id = a.id
), journaled as (
  insert into callback (id, profile_id, node_number, expires_at, replay_of, event, reference, data)
  select i.id, i.profile_id, me.number, i.expires_at, null, i.event, i.reference, i.data
  from me, input i
  returning id
), keyed as (
  insert into order_key (profile_id, key, touched_at)
  select distinct profile_id, order_key, $11::timestamptz
  from input
  where order_key is not null
  order by profile_id, order_key
  on conflict (profile_id, key) do update
  set touched_at = greatest(order_key.touched_at, excluded.touched_at)
  returning profile_id, key
), waiting as (
  insert into backlog (callback_id, profile_id, due_at, number, sequence, order_key)
  select i.id, i.profile_id, case when i.order_key is null then i.due_at else 'infinity' end, 1,
    case when i.order_key is not null then nextval('backlog_sequence') end, i.order_key
  from (
    select i.id, i.profile_id, i.due_at, i.order_key
    from input i
      left join keyed k on k.profile_id = i.profile_id and k.key = i.order_key
    where i.due_at is not null
      and (i.order_key is null or k.key is not null)
    order by i.id
  ) i
), final as (
  insert into attempt (callback_id, profile_id, started_at, finished_at, number, outcome, verdict, http_status, error)
  select id, profile_id, $11, $11, 1, 0, 3, 0, 'the profile was disabled'
  from input
  where skipped
), counted as (
  insert into count_delta (recorded_at, profile_ids, verdicts, latency_buckets, counts)
  select $11, array_agg(profile_id), array_agg(3::smallint), array_agg((-1)::smallint), array_agg(n)
  from (select profile_id, count(*)::int as n from input where skipped group by profile_id) s
  having count(*) > 0
)
select a.id, h.callback_id, h.request_hash
from asked a
  join held h using (account_id, key)

-- name: raise_epochs
-- Before the look for what was written: whoever takes its snapshot from now on under an older epoch of these pens writes nothing. It waits for
-- nobody who writes; those that were begun before are waited for next. No row when the node is fenced.
update node
set epochs[$2] = greatest(epochs[$2], $3),
  epochs[$4] = greatest(epochs[$4], $5)
where id = $1
  and taken_by is null

-- name: writes_under_way
-- Whoever writes as a node holds this lock on the table of nodes from before its first row until its commit, also when its connection to us is
-- lost. To wait for the row itself would need a moment in which no statement of the node runs: a busy node has none.
select coalesce(array_agg(virtualtransaction), '{}') as writers
from pg_locks
where locktype = 'relation'
  and database = (select oid from pg_database where datname = current_database())
  and relation = 'node'::regclass
  and mode = 'RowShareLock'

-- name: await_writes
-- Looks again a little later whether one of those is still there. Its time is up when the statement's would be.
select exists (
  select
  from pg_locks
  where virtualtransaction = any($1::text[])
    and locktype = 'relation'
    and mode = 'RowShareLock'
) as under_way
from pg_sleep(0.02)

-- name: find_callbacks
-- After the wait: which callbacks of a flush of unknown fate are there. No row means that this node is fenced, and what is there a survivor's.
select c.id
from node me
  left join callback c on c.id = any($2::uuid[])
where me.id = $1
  and me.taken_by is null

-- name: drop_expired_keys
-- In portions, and past what a flush holds: it takes keys in their order and must never meet one who takes them in another.
delete from idempotency_key k
using (
  select account_id, key
  from idempotency_key
  where expires_at <= $1
  order by expires_at
  limit $2
  for update skip locked
) expired
where k.account_id = expired.account_id
  and k.key = expired.key
