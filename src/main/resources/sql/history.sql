-- Reads of callbacks. The scans answer the same columns and differ in where their candidates come from; each examines at most
-- `share` ($5) candidates, or so many a profile, so that no request costs more than its bound, whatever its filter. `floor` is the id
-- down to which a scan saw everything: a page ends there, and the next begins below it. $3 and $4 bound the ids (from, and below): as
-- ids carry their time, they let partitions be left out. `own` says how many of those examined were the account's.

-- name: scan_newest
-- Any state, or delivered, of an account whose callbacks are not far between: newest first by id, whoever's they are. That is a walk
-- backwards through the table, where profile by profile it would be a look into each day's index for each of a thousand profiles.
--
-- Whether a profile is the account's is asked as an expression: so it is looked up in a hash, where a join may be a loop over all of them.
with looked as materialized (
  select c.id, c.profile_id, c.event, c.reference, c.replay_of,
    c.profile_id in (
      select id
      from profile
      where account_id = $1
      and ($2::uuid is null or id = $2)
    ) as own
  from (
    select id, profile_id, event, reference, replay_of
    from callback
    where id >= $3::uuid
    and id < $4::uuid
    order by id desc
    limit $5::int
  ) c
), floor as (
  select count(*)::int as examined,
    (count(*) filter (where own))::int as own,
    case when count(*) = $5::int then (select id from looked order by id limit 1) end as id
  from looked
), found as (
  select e.id, e.profile_id, e.event, e.reference, e.replay_of, b.due_at, v.verdict
  from (
    select id, profile_id, event, reference, replay_of
    from looked
    where own
    and ($6::text is null or event = $6)
    and ($7::text is null or reference = $7)
    order by id desc
  ) e
  left join backlog b on b.callback_id = e.id
  left join lateral (
    select verdict
    from attempt
    where callback_id = e.id
    order by number desc
    limit 1
  ) a on true
  cross join lateral (select case when b.callback_id is null then coalesce(a.verdict, 0) else 0 end as verdict) v
  where $9::smallint[] is null
  or v.verdict = any ($9)
  order by e.id desc
  limit $8::int
)
select floor.id as floor, floor.examined, floor.own,
  found.id, found.profile_id, found.event, found.reference, found.replay_of, found.due_at, found.verdict
from floor
left join found on true
order by found.id desc;

-- name: scan_all
-- The same for one profile, and for an account whose callbacks are few among all: newest first over (profile_id, id), profile by
-- profile. By id alone it would wade through everybody's. The checks come after the sort, so that they end with the page.
with mine as (
  select id
  from profile
  where account_id = $1
  and ($2::uuid is null or id = $2)
), examined as materialized (
  select newest.id, newest.profile_id, newest.event, newest.reference, newest.replay_of, newest.place
  from mine
  cross join lateral (
    select c.id, c.profile_id, c.event, c.reference, c.replay_of, row_number() over (order by c.id desc) as place
    from (
      select id, profile_id, event, reference, replay_of
      from callback
      where profile_id = mine.id
      and id >= $3::uuid
      and id < $4::uuid
      order by id desc
      limit $5::int
    ) c
  ) newest
), floor as (
  select (select count(*) from examined)::int as examined,
    (select id from examined where place = $5::int order by id desc limit 1) as id
), found as (
  select e.id, e.profile_id, e.event, e.reference, e.replay_of, b.due_at, v.verdict
  from (
    select id, profile_id, event, reference, replay_of
    from examined
    where id >= coalesce((select id from floor), $3::uuid)
    and ($6::text is null or event = $6)
    and ($7::text is null or reference = $7)
    order by id desc
  ) e
  left join backlog b on b.callback_id = e.id
  left join lateral (
    select verdict
    from attempt
    where callback_id = e.id
    order by number desc
    limit 1
  ) a on true
  cross join lateral (select case when b.callback_id is null then coalesce(a.verdict, 0) else 0 end as verdict) v
  where $9::smallint[] is null
  or v.verdict = any ($9)
  order by e.id desc
  limit $8::int
)
select floor.id as floor, floor.examined, floor.examined as own, found.id, found.profile_id, found.event, found.reference, found.replay_of, found.due_at, found.verdict
from floor
left join found on true
order by found.id desc;

-- name: scan_rare_newest
-- Failed, skipped, cancelled, expired, among the newest callbacks: those of a window of twenty times `share`, whoever's they are, whose records
-- come from the partial index on the verdict. The latest record is one of them, and the look at the latest tells whether it is this one.
with edge as materialized (
  select id
  from callback
  where id >= $3::uuid
  and id < $4::uuid
  order by id desc
  offset 20 * $5::int
  limit 1
), looked as materialized (
  select distinct a.callback_id as id,
    a.profile_id in (
      select id
      from profile
      where account_id = $1
      and ($2::uuid is null or id = $2)
    ) as own
  from attempt a
  where a.verdict >= 2
  and a.verdict = any ($9::smallint[])
  and a.callback_id >= coalesce((select id from edge), $3::uuid)
  and a.callback_id < $4::uuid
), cost as (
  select count(*)::int as records,
    (count(*) filter (where own))::int as own
  from looked
), floor as (
  -- A record costs as much as four of another scan's candidates, the walk of the window as much as one for twenty of it.
  select $5::int + 4 * records as examined,
    case when records = 0 then $5::int else (($5::int + 4 * records)::bigint * own / records)::int end as own,
    (select id from edge) as id
  from cost
), found as (
  select c.id, c.profile_id, c.event, c.reference, c.replay_of, null::timestamptz as due_at, a.verdict
  from (
    select id
    from looked
    where own
    order by id desc
  ) e
  join callback c on c.id = e.id
  cross join lateral (
    select verdict
    from attempt
    where callback_id = e.id
    order by number desc
    limit 1
  ) a
  where a.verdict = any ($9)
  and ($6::text is null or c.event = $6)
  and ($7::text is null or c.reference = $7)
  and not exists (select 1 from backlog b where b.callback_id = e.id)
  order by e.id desc
  limit $8::int
)
select floor.id as floor, floor.examined, floor.own,
  found.id, found.profile_id, found.event, found.reference, found.replay_of, found.due_at, found.verdict
from floor
left join found on true
order by found.id desc;

-- name: scan_rare
-- The same of one profile, and of an account that has little among all. The attempt that was once final may be an older one of a
-- callback that was retried since, hence the look at the latest.
with mine as (
  select id
  from profile
  where account_id = $1
  and ($2::uuid is null or id = $2)
), examined as materialized (
  select newest.id, newest.place
  from mine
  cross join lateral (
    select r.id, row_number() over (order by r.id desc) as place
    from (
      select distinct callback_id as id
      from attempt
      where profile_id = mine.id
      and verdict >= 2
      and callback_id >= $3::uuid
      and callback_id < $4::uuid
      order by callback_id desc
      limit $5::int
    ) r
  ) newest
), floor as (
  select (select count(*) from examined)::int as examined,
    (select id from examined where place = $5::int order by id desc limit 1) as id
), found as (
  select c.id, c.profile_id, c.event, c.reference, c.replay_of, null::timestamptz as due_at, a.verdict
  from (
    select id
    from examined
    where id >= coalesce((select id from floor), $3::uuid)
    order by id desc
  ) e
  cross join lateral (
    select verdict
    from attempt
    where callback_id = e.id
    order by number desc
    limit 1
  ) a
  join callback c on c.id = e.id
  where a.verdict = any ($9::smallint[])
  and ($6::text is null or c.event = $6)
  and ($7::text is null or c.reference = $7)
  and not exists (select 1 from backlog b where b.callback_id = e.id)
  order by e.id desc
  limit $8::int
)
select floor.id as floor, floor.examined, floor.examined as own, found.id, found.profile_id, found.event, found.reference, found.replay_of, found.due_at, found.verdict
from floor
left join found on true
order by found.id desc;

-- name: scan_waiting_newest
-- The backlog, and what is above the smallest low-water mark without a final record: below it every callback has one or the other. Both
-- newest first by id, whoever's they are. One of these costs as much to look at as three of the other scans.
with mark as (
  select low_water as id
  from node
  order by low_water
  limit 1
), in_backlog as materialized (
  select callback_id as id, profile_id
  from backlog
  where callback_id >= $3::uuid
  and callback_id < $4::uuid
  order by callback_id desc
  limit $5::int
), young as materialized (
  select id, profile_id
  from callback
  where id >= greatest($3::uuid, (select id from mark))
  and id < $4::uuid
  and exists (select 1 from mark)
  order by id desc
  limit $5::int
), looked as materialized (
  select w.id,
    w.profile_id in (
      select id
      from profile
      where account_id = $1
      and ($2::uuid is null or id = $2)
    ) as own
  from (
    select id, profile_id from in_backlog
    union
    select id, profile_id from young
  ) w
), floor as (
  select 3 * count(*)::int as examined,
    3 * (count(*) filter (where own))::int as own,
    greatest(
      case when (select count(*) from in_backlog) = $5::int then (select id from in_backlog order by id limit 1) end,
      case when (select count(*) from young) = $5::int then (select id from young order by id limit 1) end) as id
  from looked
), found as (
  select c.id, c.profile_id, c.event, c.reference, c.replay_of, b.due_at, 0::smallint as verdict
  from (
    select id
    from looked
    where own
    and id >= coalesce((select id from floor), $3::uuid)
    order by id desc
  ) e
  join callback c on c.id = e.id
  left join backlog b on b.callback_id = e.id
  left join lateral (
    select verdict
    from attempt
    where callback_id = e.id
    order by number desc
    limit 1
  ) a on true
  where (b.callback_id is not null or coalesce(a.verdict, 0) = 0)
  and ($6::text is null or c.event = $6)
  and ($7::text is null or c.reference = $7)
  order by e.id desc
  limit $8::int
)
select floor.id as floor, floor.examined, floor.own,
  found.id, found.profile_id, found.event, found.reference, found.replay_of, found.due_at, found.verdict
from floor
left join found on true
order by found.id desc;

-- name: scan_waiting
-- The same for one profile, and for an account that has little among all. The backlog has no order by id within a profile (an index for it
-- would cost each retry), so up to $9 rows are sorted; where there are more, `crowded` says so, and going by id meets them soon enough.
with mine as (
  select id
  from profile
  where account_id = $1
  and ($2::uuid is null or id = $2)
), in_backlog as materialized (
  select b.id
  from mine
  cross join lateral (
    select callback_id as id
    from backlog
    where profile_id = mine.id
    and claimed_by is null
    and callback_id >= $3::uuid
    and callback_id < $4::uuid
  ) b
  limit $9::int + 1
), claimed as (
  select b.callback_id as id
  from backlog b
  join mine on mine.id = b.profile_id
  where b.claimed_by is not null
  and b.callback_id >= $3::uuid
  and b.callback_id < $4::uuid
), mark as (
  select low_water as id
  from node
  order by low_water
  limit 1
), young as materialized (
  select newest.id, newest.place
  from mine
  cross join lateral (
    select c.id, row_number() over (order by c.id desc) as place
    from (
      select id
      from callback
      where profile_id = mine.id
      and id >= greatest($3::uuid, (select id from mark))
      and id < $4::uuid
      and exists (select 1 from mark)
      order by id desc
      limit $5::int
    ) c
  ) newest
), floor as (
  select (select count(*) from young)::int as examined,
    (select count(*) from in_backlog) > $9::int as crowded,
    (select id from young where place = $5::int order by id desc limit 1) as id
), found as (
  select c.id, c.profile_id, c.event, c.reference, c.replay_of, b.due_at, 0::smallint as verdict
  from (
    select w.id
    from (
      select id from in_backlog
      union
      select id from claimed
      union
      select id from young
    ) w
    where w.id >= coalesce((select id from floor), $3::uuid)
    and not (select crowded from floor)
    order by w.id desc
  ) e
  join callback c on c.id = e.id
  left join backlog b on b.callback_id = e.id
  left join lateral (
    select verdict
    from attempt
    where callback_id = e.id
    order by number desc
    limit 1
  ) a on true
  where (b.callback_id is not null or coalesce(a.verdict, 0) = 0)
  and ($6::text is null or c.event = $6)
  and ($7::text is null or c.reference = $7)
  order by e.id desc
  limit $8::int
)
select floor.id as floor, floor.examined, floor.examined as own, floor.crowded,
  found.id, found.profile_id, found.event, found.reference, found.replay_of, found.due_at, found.verdict
from floor
left join found on true
order by found.id desc;

-- name: callback
-- One callback of the account, with what its state is made of.
select c.id, c.profile_id, c.event, c.reference, c.replay_of, c.data, b.due_at,
  case when b.callback_id is null then coalesce(a.verdict, 0) else 0 end as verdict,
  a.error
from callback c
join profile p on p.id = c.profile_id
left join backlog b on b.callback_id = c.id
left join lateral (
  select verdict, error
  from attempt
  where callback_id = $2
  order by number desc
  limit 1
) a on true
where p.account_id = $1
and c.id = $2;

-- name: attempts
-- Its tries, oldest first. Outcome 0 is a final record without a try.
select number, started_at, finished_at, outcome, http_status, error, request, answer
from attempt
where callback_id = $1
and outcome <> 0
order by number
limit $2::int;
