-- name: register_node
insert into node (id, host, low_water, started_at)
values ($1, $2, $3, $4)

-- name: beat
-- No row means that this node is fenced. The mark never moves back: what is below it was settled once.
update node
set beat = beat + 1,
  low_water = greatest(low_water, $2)
where id = $1
  and taken_by is null
returning beat

-- name: list_nodes
select id, host, beat, taken_by, started_at
from node
order by id

-- name: fence_node
-- `for update` conflicts with the `for key share` of every statement of that node: once we have the row none is under way, and none will
-- pass later, since the mark stays. A node that is being written by is skipped and tried again at the next beat. A survivor whose take-over
-- failed in the middle goes on with it.
with dead as (
  select id
  from node
  where id = $1
    and (
      taken_by is null
      or taken_by = $2
      or taken_by not in (select alive.id from node alive where alive.id = any($3::uuid[]))
    )
  for update skip locked
)
update node
set taken_by = $2
from dead
where node.id = dead.id
returning node.id

-- name: recover_portion
-- A later statement than the fence, so that its snapshot has all that the dead node committed. From the mark on, in the order of the ids,
-- every callback of that node that has neither a backlog row nor a final record as its last; answers how far it came. One that was retried
-- has an older final record: it must not pass for settled by that, nor may its schedule count what was before. The backlog is asked in the same
-- snapshot as the records: a row that another node ends meanwhile is gone when ours is inserted, and nothing would be in conflict with it. Should
-- all of that happen after the snapshot and before the insert, the row is too late: `brought_back` has whoever claims it look again.
with dead as (
  select id, number, low_water
  from node
  where id = $1
    and taken_by = $2
), portion as (
  select c.id, c.profile_id
  from dead
    cross join lateral (
      select id, profile_id
      from callback
      where id >= dead.low_water
        and id > $3
        and node_number = dead.number
      order by id
      limit $4
    ) c
), recovered as (
  insert into backlog (callback_id, profile_id, due_at, number, tried_before, brought_back)
  select p.id, p.profile_id, $5, 1 + coalesce(a.last, 0), coalesce(a.final, 0), true
  from portion p
    cross join lateral (
      select max(number) as last, max(number) filter (where verdict <> 0) as final
      from attempt
      where callback_id = p.id
    ) a
  where (a.last is null or a.last > coalesce(a.final, 0))
    and not exists (select from backlog w where w.callback_id = p.id)
  on conflict do nothing
  returning callback_id
)
select (select count(*) from portion) as seen,
  (select count(*) from recovered) as recovered,
  (select id from portion order by id desc limit 1) as last_id

-- name: move_mark
-- So that a survivor that dies in the middle leaves the rest only.
update node
set low_water = greatest(low_water, $3)
where id = $1
  and taken_by = $2

-- name: free_claims_of
update backlog
set claimed_by = null
where claimed_by = $1

-- name: leave_node
-- A node that goes by itself fences itself first, so that nothing of it is written after the look at what it leaves. One that has a statement
-- under way, or has lost its licence, leaves its row as it is.
with me as (
  select id
  from node
  where id = $1
    and taken_by is null
  for update skip locked
)
update node
set taken_by = node.id
from me
where node.id = me.id

-- name: remove_node
-- A later statement than the fence, or it would not see what was committed just before. What the row is needed for keeps it: without it nobody
-- would recover what is unsettled, nor free a claim. A survivor has recovered all; the one that goes by itself has not.
delete from node n
where n.id = $1
  and n.taken_by = $2
  and not exists (select from backlog b where b.claimed_by = n.id)
  and (
    n.id <> $2
    or not exists (
      select
      from callback c
      where c.id >= n.low_water
        and c.node_number = n.number
        and not exists (select from attempt a where a.callback_id = c.id and a.verdict <> 0)
        and not exists (select from backlog w where w.callback_id = c.id)
    )
  )

-- name: fingerprint
-- The first node writes the fingerprint of its secrets key; the others compare.
insert into installation (secrets_fingerprint)
values ($1)
on conflict (only_row) do update
set secrets_fingerprint = installation.secrets_fingerprint
returning secrets_fingerprint

-- name: change_fingerprint
-- After all secrets were sealed anew. A node that has only the old key stops with words at its next start.
update installation
set secrets_fingerprint = $1
