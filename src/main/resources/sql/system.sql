-- name: backlog
-- One pass over so many rows at most, for the sum (the row without a profile) and for the profiles of which most waits.
select
  counted.profile_id,
  count(*) as waiting,
  count(*) filter (where counted.due_at <= $1) as due,
  count(*) filter (where counted.due_at <= $2) as minute,
  count(*) filter (where counted.due_at <= $3) as ten_minutes,
  count(*) filter (where counted.due_at <= $4) as hour
from (
  select profile_id, due_at
  from backlog
  limit $5
) counted
group by rollup (counted.profile_id)
order by waiting desc, counted.profile_id nulls first
limit $6
