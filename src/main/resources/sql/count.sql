-- Counts: deltas are folded into quarter hours and days, and reports are read from all of it.

-- name: fold
-- The oldest deltas go and are added to what is there, in one statement: whatever happens to it, each delta is either still there or counted,
-- never both. What another has in hand is passed by. Rows are locked in the order of their keys, so two cannot wait for each other. Answers how
-- many deltas it folded; no row when this node does not hold the lease, or is fenced.
with me as (
  select n.id
  from node n
    join lease l on l.node_id = n.id
  where n.id = $1
    and n.taken_by is null
    and l.name = 'report'
  for key share of n
), gone as (
  delete from count_delta
  where id = any (array(
    select id
    from count_delta
    where exists (select from me)
    order by id
    limit $2
    for update skip locked
  ))
  returning recorded_at, profile_ids, verdicts, latency_buckets, counts
), item as materialized (
  select date_bin('15 minutes', g.recorded_at, 'epoch') as quarter_at, c.profile_id, c.verdict, c.latency_bucket, sum(c.n)::bigint as n
  from gone g
    cross join lateral unnest(g.profile_ids, g.verdicts, g.latency_buckets, g.counts) as c (profile_id, verdict, latency_bucket, n)
  group by 1, 2, 3, 4
), tried as (
  select c.profile_id, bool_or(c.verdict = 1) as delivered, min(g.recorded_at) filter (where c.verdict in (0, 2)) as first_failed_at,
    max(g.recorded_at) filter (where c.verdict in (0, 2)) as last_failed_at
  from gone g
    cross join lateral unnest(g.profile_ids, g.verdicts) as c (profile_id, verdict)
  where c.verdict <= 2
  group by c.profile_id
), health as (
  insert into profile_health as h (profile_id, failing_since, last_failed_at)
  select profile_id, case when not delivered then first_failed_at end, last_failed_at
  from tried
  order by profile_id
  on conflict (profile_id) do update
  set failing_since = case when excluded.failing_since is null then null else least(h.failing_since, excluded.failing_since) end,
    last_failed_at = greatest(h.last_failed_at, excluded.last_failed_at)
), by_profile as (
  select quarter_at, profile_id, sum(n) filter (where verdict = 1) as delivered, sum(n) filter (where verdict = 2) as failed,
    sum(n) filter (where verdict = 0) as retried, sum(n) filter (where verdict = 3) as skipped,
    sum(n) filter (where verdict = 4) as cancelled, sum(n) filter (where verdict = 5) as expired,
    array_agg(latency_bucket order by latency_bucket) filter (where verdict = 1) as buckets,
    array_agg(n order by latency_bucket) filter (where verdict = 1) as bucket_counts
  from item
  group by quarter_at, profile_id
), quarters as (
  insert into outcome_count as o (profile_id, quarter_at, delivered, failed, retried, skipped, cancelled, expired, latency_buckets, latency_counts)
  select profile_id, quarter_at, coalesce(delivered, 0), coalesce(failed, 0), coalesce(retried, 0), coalesce(skipped, 0),
    coalesce(cancelled, 0), coalesce(expired, 0), coalesce(buckets, '{}'), coalesce(bucket_counts, '{}')
  from by_profile
  order by profile_id, quarter_at
  on conflict (profile_id, quarter_at) do update
  set delivered = o.delivered + excluded.delivered,
    failed = o.failed + excluded.failed,
    retried = o.retried + excluded.retried,
    skipped = o.skipped + excluded.skipped,
    cancelled = o.cancelled + excluded.cancelled,
    expired = o.expired + excluded.expired,
    (latency_buckets, latency_counts) = (
      select coalesce(array_agg(bucket order by bucket), '{}'), coalesce(array_agg(n order by bucket), '{}')
      from (
        select bucket, sum(n)::bigint as n
        from unnest(o.latency_buckets || excluded.latency_buckets, o.latency_counts || excluded.latency_counts) as b (bucket, n)
        group by bucket
      ) sum_of_both
    )
), days as (
  insert into outcome_day as o (profile_id, day, delivered, failed, retried, skipped, cancelled, expired)
  select profile_id, (quarter_at at time zone 'utc')::date, coalesce(sum(delivered), 0), coalesce(sum(failed), 0), coalesce(sum(retried), 0),
    coalesce(sum(skipped), 0), coalesce(sum(cancelled), 0), coalesce(sum(expired), 0)
  from by_profile
  group by 1, 2
  order by 1, 2
  on conflict (profile_id, day) do update
  set delivered = o.delivered + excluded.delivered,
    failed = o.failed + excluded.failed,
    retried = o.retried + excluded.retried,
    skipped = o.skipped + excluded.skipped,
    cancelled = o.cancelled + excluded.cancelled,
    expired = o.expired + excluded.expired
), of_account as (
  select p.account_id, i.quarter_at, i.verdict, i.latency_bucket, sum(i.n)::bigint as n
  from item i
    join profile p on p.id = i.profile_id
  group by 1, 2, 3, 4
), totals as (
  insert into outcome_total as o (account_id, quarter_at, delivered, failed, retried, skipped, cancelled, expired, latency_buckets, latency_counts)
  select account_id, quarter_at, coalesce(sum(n) filter (where verdict = 1), 0), coalesce(sum(n) filter (where verdict = 2), 0),
    coalesce(sum(n) filter (where verdict = 0), 0), coalesce(sum(n) filter (where verdict = 3), 0),
    coalesce(sum(n) filter (where verdict = 4), 0), coalesce(sum(n) filter (where verdict = 5), 0),
    coalesce(array_agg(latency_bucket order by latency_bucket) filter (where verdict = 1), '{}'),
    coalesce(array_agg(n order by latency_bucket) filter (where verdict = 1), '{}')
  from of_account
  group by account_id, quarter_at
  order by account_id, quarter_at
  on conflict (account_id, quarter_at) do update
  set delivered = o.delivered + excluded.delivered,
    failed = o.failed + excluded.failed,
    retried = o.retried + excluded.retried,
    skipped = o.skipped + excluded.skipped,
    cancelled = o.cancelled + excluded.cancelled,
    expired = o.expired + excluded.expired,
    (latency_buckets, latency_counts) = (
      select coalesce(array_agg(bucket order by bucket), '{}'), coalesce(array_agg(n order by bucket), '{}')
      from (
        select bucket, sum(n)::bigint as n
        from unnest(o.latency_buckets || excluded.latency_buckets, o.latency_counts || excluded.latency_counts) as b (bucket, n)
        group by bucket
      ) sum_of_both
    )
)
select (select count(*) from gone)::int as folded
from me

-- name: series_of_account
-- The intervals are given by their bounds, one more than there are; all of them are whole quarter hours. What is not folded yet is read from the
-- deltas in the same snapshot, so nothing is missed or counted twice.
with counted as (
  select width_bucket(quarter_at, $2::timestamptz[]) as place, delivered, failed, retried, skipped, cancelled, expired,
    latency_buckets, latency_counts
  from outcome_total
  where account_id = $1
    and quarter_at >= $3
    and quarter_at < $4
), fresh as materialized (
  select width_bucket(d.recorded_at, $2::timestamptz[]) as place, c.verdict, c.latency_bucket, c.n
  from count_delta d
    cross join lateral unnest(d.profile_ids, d.verdicts, d.latency_buckets, d.counts) as c (profile_id, verdict, latency_bucket, n)
    join profile p on p.id = c.profile_id and p.account_id = $1
  where d.recorded_at >= $3
    and d.recorded_at < $4
), sums as (
  select place, sum(delivered)::bigint as delivered, sum(failed)::bigint as failed, sum(retried)::bigint as retried,
    sum(skipped)::bigint as skipped, sum(cancelled)::bigint as cancelled, sum(expired)::bigint as expired
  from (
    select place, delivered, failed, retried, skipped, cancelled, expired
    from counted
    union all
    select place, case when verdict = 1 then n else 0 end, case when verdict = 2 then n else 0 end, case when verdict = 0 then n else 0 end,
      case when verdict = 3 then n else 0 end, case when verdict = 4 then n else 0 end, case when verdict = 5 then n else 0 end
    from fresh
  ) every
  group by place
), latency as (
  select place, array_agg(bucket order by bucket) as buckets, array_agg(n order by bucket) as counts
  from (
    select place, bucket, sum(n)::bigint as n
    from (
      select c.place, l.bucket, l.n
      from counted c
        cross join lateral unnest(c.latency_buckets, c.latency_counts) as l (bucket, n)
      union all
      select place, latency_bucket, n
      from fresh
      where verdict = 1
    ) every
    group by place, bucket
  ) one
  group by place
)
select s.place, s.delivered, s.failed, s.retried, s.skipped, s.cancelled, s.expired, l.buckets, l.counts
from sums s
  left join latency l using (place)
order by s.place

-- name: series_of_profile
-- The same for one profile of the account.
with mine as (
  select id
  from profile
  where account_id = $1
    and id = $5
), counted as (
  select width_bucket(o.quarter_at, $2::timestamptz[]) as place, o.delivered, o.failed, o.retried, o.skipped, o.cancelled, o.expired,
    o.latency_buckets, o.latency_counts
  from mine
    join outcome_count o on o.profile_id = mine.id
  where o.quarter_at >= $3
    and o.quarter_at < $4
), fresh as materialized (
  select width_bucket(d.recorded_at, $2::timestamptz[]) as place, c.verdict, c.latency_bucket, c.n
  from count_delta d
    cross join lateral unnest(d.profile_ids, d.verdicts, d.latency_buckets, d.counts) as c (profile_id, verdict, latency_bucket, n)
    join mine on mine.id = c.profile_id
  where d.recorded_at >= $3
    and d.recorded_at < $4
), sums as (
  select place, sum(delivered)::bigint as delivered, sum(failed)::bigint as failed, sum(retried)::bigint as retried,
    sum(skipped)::bigint as skipped, sum(cancelled)::bigint as cancelled, sum(expired)::bigint as expired
  from (
    select place, delivered, failed, retried, skipped, cancelled, expired
    from counted
    union all
    select place, case when verdict = 1 then n else 0 end, case when verdict = 2 then n else 0 end, case when verdict = 0 then n else 0 end,
      case when verdict = 3 then n else 0 end, case when verdict = 4 then n else 0 end, case when verdict = 5 then n else 0 end
    from fresh
  ) every
  group by place
), latency as (
  select place, array_agg(bucket order by bucket) as buckets, array_agg(n order by bucket) as counts
  from (
    select place, bucket, sum(n)::bigint as n
    from (
      select c.place, l.bucket, l.n
      from counted c
        cross join lateral unnest(c.latency_buckets, c.latency_counts) as l (bucket, n)
      union all
      select place, latency_bucket, n
      from fresh
      where verdict = 1
    ) every
    group by place, bucket
  ) one
  group by place
)
select s.place, s.delivered, s.failed, s.retried, s.skipped, s.cancelled, s.expired, l.buckets, l.counts
from sums s
  left join latency l using (place)
order by s.place

-- name: profiles
-- Sums by profile over any range: whole days of UTC ($4 to $5), what is to be added to them or taken away at both ends by quarter hours ($6 to $7
-- and $9 to $10, with their signs), and what is not folded yet. Days and quarter hours are of one snapshot, and folded together. Each profile is
-- asked by its key, so the cost is that of its rows. With $12 only those of which something failed, was retried or expired.
with fresh as materialized (
  select c.profile_id, c.verdict, sum(c.n)::bigint as n
  from count_delta d
    cross join lateral unnest(d.profile_ids, d.verdicts, d.counts) as c (profile_id, verdict, n)
  where d.recorded_at >= $2
    and d.recorded_at < $3
  group by c.profile_id, c.verdict
), summed as materialized (
  select p.id, sum(s.sign * s.delivered)::bigint as delivered, sum(s.sign * s.failed)::bigint as failed,
    sum(s.sign * s.retried)::bigint as retried, sum(s.sign * s.skipped)::bigint as skipped,
    sum(s.sign * s.cancelled)::bigint as cancelled, sum(s.sign * s.expired)::bigint as expired
  from profile p
    cross join lateral (
      select 1 as sign, delivered, failed, retried, skipped, cancelled, expired
      from outcome_day
      where profile_id = p.id
        and day >= $4
        and day < $5
      union all
      select $8::int, delivered, failed, retried, skipped, cancelled, expired
      from outcome_count
      where profile_id = p.id
        and quarter_at >= $6
        and quarter_at < $7
      union all
      select $11::int, delivered, failed, retried, skipped, cancelled, expired
      from outcome_count
      where profile_id = p.id
        and quarter_at >= $9
        and quarter_at < $10
      union all
      select 1, case when verdict = 1 then n else 0 end, case when verdict = 2 then n else 0 end, case when verdict = 0 then n else 0 end,
        case when verdict = 3 then n else 0 end, case when verdict = 4 then n else 0 end, case when verdict = 5 then n else 0 end
      from fresh
      where profile_id = p.id
    ) s
  where p.account_id = $1
  group by p.id
), wanted as (
  select id, delivered, failed, retried, skipped, cancelled, expired
  from summed
  where delivered + failed + retried + skipped + cancelled + expired > 0
    and (
      not $12
      or failed + retried + expired > 0
    )
  order by failed desc, retried desc, delivered desc, id
  limit $13
  offset $14
)
select w.id, p.title, p.channel, p.method, p.state, w.delivered, w.failed, w.retried, w.skipped, w.cancelled, w.expired
from wanted w
  join profile p on p.id = w.id
order by w.failed desc, w.retried desc, w.delivered desc, w.id

-- name: last_errors
-- What the newest failed callback of each profile met last; where none has failed for good, what the one that waits longest did. The newest few
-- are looked at: behind a disabled profile's million of skipped ones it may not be found.
select p.id, coalesce(f.error, w.error) as error, coalesce(f.http_status, w.http_status) as http_status,
  coalesce(f.finished_at, w.finished_at) as finished_at
from unnest($1::uuid[]) as p (id)
  left join lateral (
    select error, http_status, finished_at
    from (
      select error, http_status, finished_at, verdict, callback_id
      from attempt
      where profile_id = p.id
        and verdict >= 2
      order by callback_id desc
      limit 200
    ) newest
    where verdict = 2
    order by callback_id desc
    limit 1
  ) f on true
  left join lateral (
    select a.error, a.http_status, a.finished_at
    from (
      select callback_id
      from backlog
      where profile_id = p.id
        and claimed_by is null
      order by due_at, callback_id
      limit 1
    ) b
      cross join lateral (
        select error, http_status, finished_at
        from attempt
        where callback_id = b.callback_id
        order by number desc
        limit 1
      ) a
  ) w on true

-- name: drop_older_quarters
-- Profile by profile over the key; deleted profiles have their rows still. A portion at a time, so that nobody waits for it.
delete from outcome_count
where (profile_id, quarter_at) in (
  select o.profile_id, o.quarter_at
  from profile p
    cross join lateral (
      select profile_id, quarter_at
      from outcome_count
      where profile_id = p.id
        and quarter_at < $1
      order by quarter_at
      limit 96
    ) o
  limit 10000
)

-- name: drop_older_days
delete from outcome_day
where (profile_id, day) in (
  select o.profile_id, o.day
  from profile p
    cross join lateral (
      select profile_id, day
      from outcome_day
      where profile_id = p.id
        and day < $1
      order by day
      limit 10
    ) o
  limit 10000
)

-- name: drop_older_totals
delete from outcome_total
where (account_id, quarter_at) in (
  select o.account_id, o.quarter_at
  from account a
    cross join lateral (
      select account_id, quarter_at
      from outcome_total
      where account_id = a.id
        and quarter_at < $1
      order by quarter_at
      limit 96
    ) o
  limit 10000
)
