-- name: record_delivered
-- What nearly every callback ends with: delivered at its first try, straight from intake. No conflict is looked for, which costs a probe of
-- the index and a record in the log a row: where one is there already (a repeat after a commit whose answer was lost) the whole statement is
-- refused, and the batch goes through record_attempts. So all that is asked for is inserted, and the counts can come ready made. A delivered
-- row does not repeat its callback's profile. A backlog row is there only if a sweep was mistaken. No row when the node is fenced.
with me as (
  select id
  from node
  where id = $1
    and taken_by is null
  for key share
), settled as (
  delete from backlog
  where callback_id = any ($2::uuid[])
    and exists (select from me)
), counted as (
  insert into count_delta (recorded_at, profile_ids, verdicts, latency_buckets, counts)
  select $6, $7::uuid[], array_fill(1::smallint, array[cardinality($7::uuid[])]), $8::smallint[], $9::int[]
  from me
)
insert into attempt (callback_id, started_at, finished_at, number, outcome, verdict, http_status)
select i.callback_id, i.started_at, i.finished_at, 1, 1, 1, i.http_status
from me,
  unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::smallint[]) as i (callback_id, started_at, finished_at, http_status)

-- name: record_attempts
-- One statement, so one transaction, and nothing left open should the node stop in the middle. An attempt that is there already (a repeat
-- after a commit whose answer was lost) changes nothing again: backlog and counts are made from what was really inserted. An outcome of a
-- claimed callback counts only while this node holds the claim. Answers one row, or none when the node is fenced.
-- No try may be in it twice. Nothing is read from `attempt`: opening all its partitions costs more than all the rest. The backlog is asked by
-- arrays and never joined: a join tempts the planner into walking through all of it.
with me as (
  select id
  from node
  where id = $1
    and taken_by is null
  for key share
), input as (
  select i.*
  from me,
    unnest($2::uuid[], $3::uuid[], $4::timestamptz[], $5::timestamptz[], $6::int[], $7::smallint[], $8::smallint[], $9::smallint[],
      $10::text[], $11::bytea[], $12::bytea[], $13::timestamptz[], $14::smallint[], $15::boolean[])
      as i (callback_id, profile_id, started_at, finished_at, number, outcome, verdict, http_status,
        error, request, answer, due_at, latency_bucket, claimed)
  where not i.claimed
    or (select b.claimed_by from backlog b where b.callback_id = i.callback_id) = me.id
), recorded as (
  insert into attempt (callback_id, profile_id, started_at, finished_at, number, outcome, verdict, http_status, error, request, answer)
  select callback_id, case when verdict <> 1 then profile_id end, started_at, finished_at, number, outcome, verdict, http_status,
    error, request, answer
  from input
  on conflict do nothing
  returning callback_id, number, verdict
), waiting as (
  insert into backlog as b (callback_id, profile_id, due_at, number)
  select r.callback_id, i.profile_id, i.due_at, r.number + 1
  from recorded r
    join input i using (callback_id, number)
  where r.verdict = 0
  on conflict (callback_id) do update
  set due_at = excluded.due_at,
    number = excluded.number,
    claimed_by = null,
    brought_back = false
), settled as (
  delete from backlog
  where callback_id = any (array(select callback_id from recorded where verdict <> 0))
), counted as (
  insert into count_delta (recorded_at, profile_ids, verdicts, latency_buckets, counts)
  select $16, array_agg(profile_id), array_agg(verdict), array_agg(latency_bucket), array_agg(n)
  from (
    select i.profile_id, r.verdict, i.latency_bucket, count(*)::int as n
    from recorded r
      join input i using (callback_id, number)
    group by i.profile_id, r.verdict, i.latency_bucket
  ) s
  having count(*) > 0
)
select count(r.callback_id) as written
from me
  left join recorded r on true
group by me.id

-- name: postpone
-- What leaves memory without an attempt: a fresh callback gets its backlog row unless its last record is final, a claimed one gives back its
-- claim. Answers one row, or none when the node is fenced. A repeat must not take away a claim that this node has made since, nor bring back
-- what has ended since: then the row has that due time already, or a later one, and in the snapshot of the records it is still there. What a
-- snapshot of long ago brings back all the same is found by whoever claims it.
with me as (
  select id
  from node
  where id = $1
    and taken_by is null
  for key share
), input as (
  select i.*
  from me,
    unnest($2::uuid[], $3::uuid[], $4::timestamptz[], $5::boolean[]) as i (callback_id, profile_id, due_at, claimed)
), waiting as (
  insert into backlog (callback_id, profile_id, due_at, number, tried_before, brought_back)
  select i.callback_id, i.profile_id, i.due_at, 1 + coalesce(a.last, 0), coalesce(a.final, 0), true
  from input i
    cross join lateral (
      select max(number) as last, max(number) filter (where verdict <> 0) as final
      from attempt
      where callback_id = i.callback_id
    ) a
  where not i.claimed
    and (a.last is null or a.last > coalesce(a.final, 0))
    and not exists (select from backlog w where w.callback_id = i.callback_id)
  on conflict do nothing
), released as (
  update backlog b
  set claimed_by = null,
    due_at = i.due_at,
    brought_back = false
  from input i
  where b.callback_id = any (array(select callback_id from input where claimed))
    and i.callback_id = b.callback_id
    and i.claimed
    and b.claimed_by = $1
    and b.due_at < i.due_at
)
select id
from me
