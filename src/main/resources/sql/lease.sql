-- What one node at a time does for all.

-- name: hold
-- As with replays: held as long as the row of its node is not taken. Of two that want it at once the second finds it held when it looks again.
-- One row, or none when the node is fenced.
with me as (
  select id
  from node
  where id = $1
    and taken_by is null
  for key share
), taken as (
  update lease l
  set node_id = me.id
  from me
  where l.name = $2
    and (
      l.node_id is null
      or l.node_id <> me.id
        and not exists (select from node n where n.id = l.node_id and n.taken_by is null)
    )
  returning l.name
)
select exists (select from taken) or exists (select from lease l where l.name = $2 and l.node_id = me.id) as held
from me
