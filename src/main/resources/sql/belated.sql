-- name: end_belated
-- Of what was claimed as `brought_back`, before it is sent, and after a batch of which some changed nothing. A backlog row that was made too late,
-- from a snapshot without the last attempt, has a number that is taken: it would be sent again and recorded never. It ends with the callback, or
-- gets the next number. What ends a callback is that its last record is final: one that was retried has older ones. Answers which were belated.
with belated as (
  select b.callback_id, a.last, a.last = a.final as ended, coalesce(a.final, 0) as final
  from backlog b
    cross join lateral (
      select max(number) as last, max(number) filter (where verdict <> 0) as final
      from attempt
      where callback_id = b.callback_id
    ) a
  where b.callback_id = any ($2::uuid[])
    and b.claimed_by = $1
    and a.last >= b.number
  for update of b
), again as (
  update backlog b
  set due_at = $3,
    number = l.last + 1,
    tried_before = l.final,
    claimed_by = null
  from belated l
  where b.callback_id = any (array(select callback_id from belated where ended is not true))
    and l.callback_id = b.callback_id
), gone as (
  delete from backlog
  where callback_id = any (array(select callback_id from belated where ended))
)
select callback_id
from belated
