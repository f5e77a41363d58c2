-- Replays. What a portion costs depends on the portion alone, however many callbacks there are: candidates come in the order of their ids from
-- an index that begins with the profile, from where the replay has come to. Failed, skipped and cancelled ones come from the partial index on
-- the verdict, the others from (profile_id, id). What was repeated before is read for the range of the candidates at once, from the partial
-- index on it: asked for one by one it would be looked for in every partition.

-- name: count_rare
-- The latest record decides, as the one that was once final may be an older one of a callback that was retried since.
with examined as materialized (
  select distinct callback_id as id
  from attempt
  where profile_id = $1
    and verdict >= 2
    and callback_id > $2
    and callback_id < $3
  order by callback_id
  limit $5
), repeated_before as materialized (
  select replay_of as id
  from callback
  where profile_id = $1
    and replay_of > $2
    and replay_of <= (select id from examined order by id desc limit 1)
    and not $6
)
select (select count(*) from examined)::int as examined, count(*)::int as found
from examined e
  cross join lateral (
    select verdict
    from attempt
    where callback_id = e.id
    order by number desc
    limit 1
  ) a
where a.verdict = any($4::smallint[])
  and not exists (select from backlog b where b.callback_id = e.id)
  and e.id not in (select id from repeated_before)

-- name: count_delivered
with examined as materialized (
  select id
  from callback
  where profile_id = $1
    and id > $2
    and id < $3
  order by id
  limit $5
), repeated_before as materialized (
  select replay_of as id
  from callback
  where profile_id = $1
    and replay_of > $2
    and replay_of <= (select id from examined order by id desc limit 1)
    and not $6
)
select (select count(*) from examined)::int as examined, count(*)::int as found
from examined e
  cross join lateral (
    select verdict
    from attempt
    where callback_id = e.id
    order by number desc
    limit 1
  ) a
where a.verdict = any($4::smallint[])
  and not exists (select from backlog b where b.callback_id = e.id)
  and e.id not in (select id from repeated_before)

-- name: open
-- Answers the one that runs over the same callbacks, if there is one. Two that are opened at once: the index lets in one, and the other
-- answers none and finds it at its next try.
with opened as (
  insert into replay (id, account_id, profile_id, callback_state, from_at, to_at, includes_replayed, state, counted, counted_all, reached,
    created_at)
  values ($1, $2, $3, $4, $5, $6, $7, 'running', $8, $9, $10, $11)
  on conflict (profile_id, callback_state) where state = 'running' do nothing
  returning id
)
select exists (select from opened) as opened,
  (select id from replay where profile_id = $3 and callback_state = $4 and state = 'running') as running

-- name: read
select r.id, r.account_id, r.profile_id, r.callback_state, r.from_at, r.to_at, r.includes_replayed, r.state, r.reason, r.counted, r.counted_all, r.made,
  r.created_at, r.ended_at, p.state in ('disabled', 'auto_disabled') as held_up
from replay r
  left join profile p on p.id = r.profile_id
where r.account_id = $1
  and r.id = $2

-- name: list
select r.id, r.account_id, r.profile_id, r.callback_state, r.from_at, r.to_at, r.includes_replayed, r.state, r.reason, r.counted, r.counted_all, r.made,
  r.created_at, r.ended_at, p.state in ('disabled', 'auto_disabled') as held_up
from replay r
  left join profile p on p.id = r.profile_id
where r.account_id = $1
  and ($2::uuid is null or r.id < $2)
order by r.id desc
limit $3

-- name: end
-- Waits for a portion under way; the next one finds that it does not run any more.
update replay
set state = 'cancelled',
  ended_at = $3
where account_id = $1
  and id = $2
  and state = 'running'

-- name: drop_older
delete from replay
where ended_at < $1

-- name: claim
-- A claim lasts as long as its node's row is not taken: nothing has to be freed when a node dies. A row that somebody has in hand is left to
-- him. What waits for a profile is counted up to the bound only. One row at least, or none when the node is fenced.
with me as (
  select id
  from node
  where id = $1
    and taken_by is null
  for key share
), orphaned as (
  update replay r
  set state = 'cancelled',
    reason = 'the profile was deleted',
    ended_at = $2
  from me, profile p
  where r.state = 'running'
    and p.id = r.profile_id
    and p.state = 'deleted'
), free as (
  select r.id
  from me, replay r
    join profile p on p.id = r.profile_id
  where r.state = 'running'
    and p.state <> 'deleted'
    and (
      r.claimed_by is null
      or r.claimed_by <> me.id
        and not exists (select from node n where n.id = r.claimed_by and n.taken_by is null)
    )
  for update of r skip locked
), taken as (
  update replay
  set claimed_by = $1
  where id = any (array(select id from free))
  returning id
)
select r.id, r.profile_id, r.callback_state, r.from_at, r.to_at, r.includes_replayed, r.reached,
  p.state = 'active' and (
    select count(*) < $3
    from (
      select
      from backlog b
      where b.profile_id = r.profile_id
        and b.claimed_by is null
        and b.due_at <= $2
      limit $3
    ) due
  ) as ready
from me
  left join (
    replay r
      join profile p on p.id = r.profile_id and p.state <> 'deleted'
  ) on r.state = 'running'
    and (r.claimed_by = me.id or r.id in (select id from taken))

-- name: repeat_rare
-- The replay's row is locked and must be where it was seen, so that a repeat after a commit of unknown fate does nothing, and neither does
-- anybody who was thought dead. New callbacks, their backlog rows and how far the replay has come are one statement: no crash can come between.
-- What is looked at is bounded beside what is made, for callbacks that were retried or repeated by hand since are passed by. Answers one row,
-- or none when it did nothing.
with me as (
  select id, number
  from node
  where id = $1
    and taken_by is null
  for key share
), open as (
  select r.id
  from me, replay r
  where r.id = $2
    and r.claimed_by = me.id
    and r.state = 'running'
    and r.reached = $3
  for update of r
), examined as materialized (
  select distinct callback_id as id
  from attempt
  where profile_id = $4
    and verdict >= 2
    and callback_id > $3
    and callback_id < $5
    and exists (select from open)
  order by callback_id
  limit $7
), repeated_before as materialized (
  select replay_of as id
  from callback
  where profile_id = $4
    and replay_of > $3
    and replay_of <= (select id from examined order by id desc limit 1)
    and not $10
), matched as materialized (
  select e.id, (row_number() over (order by e.id))::int as place
  from (select id from examined order by id) e
    cross join lateral (
      select verdict
      from attempt
      where callback_id = e.id
      order by number desc
      limit 1
    ) a
  where a.verdict = any($6::smallint[])
    and not exists (select from backlog b where b.callback_id = e.id)
    and e.id not in (select id from repeated_before)
  order by e.id
  limit cardinality($8::uuid[])
), repeated as (
  insert into callback (id, profile_id, node_number, expires_at, replay_of, event, reference, data)
  select ($8::uuid[])[m.place], c.profile_id, me.number, null, c.id, c.event, c.reference, c.data
  from me, matched m
    cross join lateral (
      select id, profile_id, event, reference, data
      from callback
      where id = m.id
      limit 1
    ) c
  returning id, profile_id
), waiting as (
  insert into backlog (callback_id, profile_id, due_at, number)
  select id, profile_id, $9, 1
  from repeated
), seen as (
  select count(*) = cardinality($8::uuid[]) as full,
    (select id from matched order by id desc limit 1) as last_made,
    (select id from examined order by id desc limit 1) as last_examined,
    (select count(*) from examined) < $7 as exhausted
  from matched
), moved as (
  update replay r
  set reached = coalesce(case when s.full then s.last_made else s.last_examined end, r.reached),
    made = r.made + (select count(*) from repeated),
    state = case when s.exhausted and not s.full then 'done' else r.state end,
    ended_at = case when s.exhausted and not s.full then $9 end
  from open o, seen s
  where r.id = o.id
  returning r.state
)
select (select count(*) from repeated)::int as made, state = 'done' as done
from moved

-- name: repeat_delivered
-- The same for delivered ones, whose candidates are all callbacks of the profile.
with me as (
  select id, number
  from node
  where id = $1
    and taken_by is null
  for key share
), open as (
  select r.id
  from me, replay r
  where r.id = $2
    and r.claimed_by = me.id
    and r.state = 'running'
    and r.reached = $3
  for update of r
), examined as materialized (
  select id
  from callback
  where profile_id = $4
    and id > $3
    and id < $5
    and exists (select from open)
  order by id
  limit $7
), repeated_before as materialized (
  select replay_of as id
  from callback
  where profile_id = $4
    and replay_of > $3
    and replay_of <= (select id from examined order by id desc limit 1)
    and not $10
), matched as materialized (
  select e.id, (row_number() over (order by e.id))::int as place
  from (select id from examined order by id) e
    cross join lateral (
      select verdict
      from attempt
      where callback_id = e.id
      order by number desc
      limit 1
    ) a
  where a.verdict = any($6::smallint[])
    and not exists (select from backlog b where b.callback_id = e.id)
    and e.id not in (select id from repeated_before)
  order by e.id
  limit cardinality($8::uuid[])
), repeated as (
  insert into callback (id, profile_id, node_number, expires_at, replay_of, event, reference, data)
  select ($8::uuid[])[m.place], c.profile_id, me.number, null, c.id, c.event, c.reference, c.data
  from me, matched m
    cross join lateral (
      select id, profile_id, event, reference, data
      from callback
      where id = m.id
      limit 1
    ) c
  returning id, profile_id
), waiting as (
  insert into backlog (callback_id, profile_id, due_at, number)
  select id, profile_id, $9, 1
  from repeated
), seen as (
  select count(*) = cardinality($8::uuid[]) as full,
    (select id from matched order by id desc limit 1) as last_made,
    (select id from examined order by id desc limit 1) as last_examined,
    (select count(*) from examined) < $7 as exhausted
  from matched
), moved as (
  update replay r
  set reached = coalesce(case when s.full then s.last_made else s.last_examined end, r.reached),
    made = r.made + (select count(*) from repeated),
    state = case when s.exhausted and not s.full then 'done' else r.state end,
    ended_at = case when s.exhausted and not s.full then $9 end
  from open o, seen s
  where r.id = o.id
  returning r.state
)
select (select count(*) from repeated)::int as made, state = 'done' as done
from moved
