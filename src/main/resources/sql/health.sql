-- How profiles fare of late, and what their accounts were told of it.

-- name: hopeless
-- Active profiles that have known nothing but failures for so long ($1), up to their last attempt. A change of the profile begins that time anew.
select p.id, p.account_id, p.version, greatest(h.failing_since, p.updated_at) as failing_since
from profile_health h
  join profile p on p.id = h.profile_id
where h.failing_since <= $2
  and p.state = 'active'
  and greatest(h.failing_since, p.updated_at) + make_interval(secs => $1) <= h.last_failed_at
order by h.failing_since
limit 100

-- name: recent
-- The profiles of which there may be something to tell: that failed of late, were told of as failing, or were disabled of late ($4). Of the
-- quarter hour before the present one as much is counted as is within the last 15 minutes ($3, a part of it).
select p.id, p.account_id, p.state, p.state_reason, coalesce(p.state_changed_at, p.updated_at) as state_changed_at, h.told, h.told_at,
  coalesce(o.delivered, 0)::float8 as delivered, coalesce(o.failing, 0)::float8 as failing,
  s.recipients, s.profile_auto_disabled, s.profile_failing, s.profile_recovered
from (
  select profile_id, told, told_at
  from profile_health
  where last_failed_at >= $1
  union
  select profile_id, told, told_at
  from profile_health
  where told <> 'fine'
  union
  select h.profile_id, h.told, h.told_at
  from profile d
    join profile_health h on h.profile_id = d.id
  where d.state = 'auto_disabled'
    and d.state_changed_at >= $4
) h
  join profile p on p.id = h.profile_id and p.state <> 'deleted'
  left join notification_setting s on s.account_id = p.account_id
  left join lateral (
    select sum(case when quarter_at = $2 then delivered else delivered * $3::float8 end) as delivered,
      sum(case when quarter_at = $2 then failed + retried else (failed + retried) * $3::float8 end) as failing
    from outcome_count
    where profile_id = h.profile_id
      and quarter_at >= $2::timestamptz - interval '15 minutes'
  ) o on true
order by p.id

-- name: tell
-- What is told, and the mail that tells it, by the holder of the lease alone. Nobody is told twice: the second finds it told.
with me as (
  select n.id
  from node n
    join lease l on l.node_id = n.id
  where n.id = $1
    and n.taken_by is null
    and l.name = 'report'
  for key share of n
), told as (
  update profile_health h
  set told = $4,
    told_at = case when cardinality($9::text[]) > 0 then $6 else h.told_at end
  from me
  where h.profile_id = $2
    and h.told = $3
    and h.told_at is not distinct from $10
  returning h.profile_id
), made as (
  insert into report_mail (id, account_id, kind, profile_id, from_at, to_at, time_zone, words, created_at)
  select $5, p.account_id, $7, p.id, $6::timestamptz - interval '15 minutes', $6, coalesce(s.time_zone, 'UTC'), $8, $6
  from told t
    join profile p on p.id = t.profile_id
    left join report_setting s on s.account_id = p.account_id
  where cardinality($9::text[]) > 0
  returning id
)
insert into report_mail_copy (mail_id, recipient, state, next_at)
select m.id, r.recipient, 'waiting', $6
from made m
  cross join lateral unnest($9::text[]) as r (recipient)
