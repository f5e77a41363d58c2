-- What users do to one callback.

-- name: retry
-- For one that has ended, as its last record says, and does not wait. Two retries at once make one backlog row. The row is made in no line of
-- an order key: that line has gone on. Whoever claims it looks again, as it may have been retried and delivered meanwhile. Answers what was
-- found, and whether it is retried; no row when there is no such callback.
with found as (
  select c.id, c.profile_id, p.state as profile_state, coalesce(c.expires_at <= $3, false) as expired,
    b.callback_id is not null as waiting, b.claimed_by is not null as claimed, a.number, a.verdict
  from callback c
    join profile p on p.id = c.profile_id
    left join backlog b on b.callback_id = c.id
    left join lateral (
      select number, verdict
      from attempt
      where callback_id = $2
      order by number desc
      limit 1
    ) a on true
  where p.account_id = $1
    and c.id = $2
), again as (
  insert into backlog (callback_id, profile_id, due_at, number, tried_before, brought_back)
  select id, profile_id, $3, number + 1, number, true
  from found
  where verdict >= 2
    and not waiting
    and not expired
    and profile_state = 'active'
    and id >= $4
  on conflict do nothing
  returning callback_id
)
select f.profile_state, f.expired, f.waiting, f.claimed, f.verdict, f.id < $4 as too_old, exists (select from again) as retried
from found f

-- name: cancel
-- The claim of a node and this delete exclude each other: whoever locks the row first has it, and the other looks again. Always one row:
-- what was found, if anything, whether it is cancelled, and whether this node may write.
with me as (
  select id
  from node
  where id = $1
    and taken_by is null
  for key share
), found as (
  select c.id, a.verdict, b.callback_id is not null as waiting
  from callback c
    join profile p on p.id = c.profile_id
    left join backlog b on b.callback_id = c.id
    left join lateral (
      select verdict
      from attempt
      where callback_id = $3
      order by number desc
      limit 1
    ) a on true
  where p.account_id = $2
    and c.id = $3
), gone as (
  delete from backlog
  where callback_id = (select id from found)
    and claimed_by is null
    and exists (select from me)
  returning callback_id, profile_id, number
), final as (
  insert into attempt (callback_id, profile_id, started_at, finished_at, number, outcome, verdict, http_status, error)
  select callback_id, profile_id, $4, $4, number, 0, 4, 0, 'it was cancelled'
  from gone
  on conflict do nothing
  returning profile_id
), counted as (
  insert into count_delta (recorded_at, profile_ids, verdicts, latency_buckets, counts)
  select $4, array[profile_id], array[4::smallint], array[(-1)::smallint], array[1]
  from final
)
select f.id is not null as known, f.verdict, coalesce(f.waiting, false) as waiting,
  exists (select from final) as cancelled, exists (select from me) as licensed
from (select 1) one
  left join found f on true
