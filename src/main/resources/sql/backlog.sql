-- name: due_profiles
-- A loose index scan: one probe a profile that has something waiting, however many rows it has, so a dead receiver's million costs one.
with recursive head as (
  (
    select profile_id, due_at
    from backlog
    where claimed_by is null
      and profile_id > $1
    order by profile_id, due_at, callback_id
    limit 1
  )
  union all
  select n.profile_id, n.due_at
  from head h
    cross join lateral (
      select b.profile_id, b.due_at
      from backlog b
      where b.claimed_by is null
        and b.profile_id > h.profile_id
      order by b.profile_id, b.due_at, b.callback_id
      limit 1
    ) n
)
select profile_id, due_at
from head
limit $2

-- name: claim_due
-- Each profile up to its room, over the index of its due rows. The rows are locked before they are updated, in a subquery that cannot be
-- flattened, so that two nodes never wait for each other and never take more than the room. What was picked is updated by array and read by
-- lateral probes: joined, the planner hashed it and walked through all of the backlog, a dead receiver's rows too. What was `brought_back` goes
-- through end_belated next, which the others, nearly all, need not pay for.
with me as (
  select id
  from node
  where id = $1
    and taken_by is null
  for key share
), picked as (
  select d.callback_id
  from me,
    unnest($2::uuid[], $3::int[]) as room (profile_id, n)
    cross join lateral (
      select b.callback_id
      from backlog b
      where b.profile_id = room.profile_id
        and b.claimed_by is null
        and b.due_at <= $4
      order by b.due_at, b.callback_id
      limit room.n
      for update skip locked
    ) d
), claimed as (
  update backlog
  set claimed_by = $1
  where callback_id = any (array(select callback_id from picked))
  returning callback_id, number, tried_before, brought_back
)
select c.id, c.profile_id, c.event, c.data, c.expires_at, k.number, k.tried_before, k.brought_back
from claimed k
  cross join lateral (
    select id, profile_id, event, data, expires_at
    from callback
    where id = k.callback_id
    limit 1
  ) c
order by c.id

-- name: lost_claims
-- Claims of this node that nobody in it knows of, lost on the way between two stages; and those of nodes that are gone without a trace, which
-- nobody else would ever free. What is held is joined, as it may be thousands. Nearly always none. `xmin` is the transaction that wrote this
-- version of the row, which is the claim's: it names the claim.
select b.callback_id, b.xmin::text::bigint as claim
from node me, backlog b
where me.id = $1
  and me.taken_by is null
  and b.claimed_by is not null
  and (
    b.claimed_by = me.id
    or not exists (select from node n where n.id = b.claimed_by)
  )
  and not exists (select from unnest($2::uuid[]) as held (callback_id) where held.callback_id = b.callback_id)

-- name: free_claims
-- Those claims and no others, whenever the server takes this up: one that was made since, also by the same node, is another version of its row.
-- The array is there for the planner: see record_attempts.
update backlog b
set claimed_by = null
from unnest($1::uuid[], $2::bigint[]) as lost (callback_id, claim)
where b.callback_id = any ($1::uuid[])
  and b.callback_id = lost.callback_id
  and b.xmin::text::bigint = lost.claim
  and b.claimed_by is not null

-- name: promote_ordered
-- The first in the line of each key gets a real due time; a head that is claimed or waits for its retry has one already. One index probe a
-- key, however long its line. A head that another node has just in hand is left to it; to pass it by inside the probe would give its place
-- to the second in the line.
with head as (
  select h.callback_id
  from order_key k
    cross join lateral (
      select b.callback_id, b.due_at
      from backlog b
      where b.profile_id = k.profile_id
        and b.order_key = k.key
      order by b.sequence
      limit 1
    ) h
  where h.due_at = 'infinity'
  limit $2
), locked as (
  select b.callback_id
  from backlog b
  where b.callback_id = any (array(select callback_id from head))
    and b.due_at = 'infinity'
  for update skip locked
)
update backlog
set due_at = $1
where callback_id = any (array(select callback_id from locked))

-- name: drop_idle_keys
-- A journal that adds to a key touches its row, so a key that is touched while we look is left: the time is checked again on the new row. Past
-- what a flush holds, as it takes keys in their order and we do not.
with idle as (
  select k.profile_id, k.key
  from order_key k
  where k.touched_at < $1
    and not exists (select from backlog b where b.profile_id = k.profile_id and b.order_key = k.key)
  for update skip locked
)
delete from order_key k
using idle
where k.profile_id = idle.profile_id
  and k.key = idle.key

-- name: sweep
-- What this node accepted and nobody in it holds any more gets its backlog row, unless it has one or its last record is final, both as of one
-- snapshot: see recover_portion.
with me as (
  select id
  from node
  where id = $1
    and taken_by is null
  for key share
)
insert into backlog (callback_id, profile_id, due_at, number, tried_before, brought_back)
select c.id, c.profile_id, $3, 1 + coalesce(a.last, 0), coalesce(a.final, 0), true
from me, callback c
  cross join lateral (
    select max(number) as last, max(number) filter (where verdict <> 0) as final
    from attempt
    where callback_id = c.id
  ) a
where c.id = any($2::uuid[])
  and (a.last is null or a.last > coalesce(a.final, 0))
  and not exists (select from backlog w where w.callback_id = c.id)
on conflict do nothing

-- name: cancel_waiting
-- Everything of a profile that no lane holds gets its final record and leaves the backlog, so many at a time: they are picked first, as a
-- subquery inside the delete may be run again for each row, and then knows no limit. No row when the node is fenced.
with me as (
  select id
  from node
  where id = $1
    and taken_by is null
  for key share
), picked as (
  select w.callback_id
  from backlog w
  where w.profile_id = $2
    and w.claimed_by is null
    and exists (select from me)
  limit $4
  for update skip locked
), gone as (
  delete from backlog
  where callback_id = any (array(select callback_id from picked))
  returning callback_id, profile_id, number
), final as (
  insert into attempt (callback_id, profile_id, started_at, finished_at, number, outcome, verdict, http_status, error)
  select callback_id, profile_id, $3, $3, number, 0, 4, 0, 'the profile was deleted'
  from gone
  on conflict do nothing
  returning profile_id
), counted as (
  insert into count_delta (recorded_at, profile_ids, verdicts, latency_buckets, counts)
  select $3, array_agg(profile_id), array_agg(4::smallint), array_agg((-1)::smallint), array_agg(n)
  from (select profile_id, count(*)::int as n from final group by profile_id) s
  having count(*) > 0
)
select (select count(*) from gone) as cancelled
from me

-- name: drop_older
-- Their callbacks go with their partition; a row without a callback could be claimed but never delivered.
delete from backlog
where callback_id < $1
