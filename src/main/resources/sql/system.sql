-- name: backlog
-- One pass over so many rows at most, for the sum (the row without a profile) and for the profiles of which most waits.
select
  some.profile_id,
  count(*) as waiting,
  count(*) filter (where some.due_at <= $1) as due,
  count(*) filter (where some.due_at <= $2) as minute,
  count(*) filter (where some.due_at <= $3) as ten_minutes,
  count(*) filter (where some.due_at <= $4) as hour
from (
  select profile_id, due_at
  from backlog
  limit $5
) some
group by rollup (some.profile_id)
order by waiting desc, some.profile_id nulls first
limit $6
