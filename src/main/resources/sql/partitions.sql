-- name: attached
-- A partition is pending when its detaching was interrupted: then it takes no rows any more and blocks other detaching.
select child.relname::text as name, link.inhdetachpending as pending
from pg_inherits link
join pg_class child on child.oid = link.inhrelid
where link.inhparent = to_regclass($1)
order by child.relname;

-- name: detached
-- Tables with a partition's name that are none: detached by someone who did not come to drop them.
select child.relname::text as name
from pg_class parent
join pg_class child on child.relnamespace = parent.relnamespace
where parent.oid = to_regclass($1)
and child.relkind = 'r'
and not child.relispartition
and child.relname ~ ('^' || parent.relname || '_p[0-9]{8}$')
order by child.relname;

-- name: be_impatient
-- Whoever waits for a lock holds up all who come after: better to let go and try again.
set local lock_timeout = '500ms';

-- name: lock_making
-- Until the end of the transaction, one node makes partitions; the wait for it is bounded as any wait for a lock.
select pg_advisory_xact_lock($1);

-- name: create_child
-- Not "partition of": that locks the parent against every insert. An identity column comes with the attaching.
create table if not exists {child} (like {parent} including all excluding identity);

-- name: add_bound
-- It says of the rows what attaching would else scan them for.
alter table {child} add constraint {child}_bound check ({id} >= '{from}' and {id} < '{to}');

-- name: attach
-- Lets inserts pass; indexes and constraints that came with the likeness become parts of the parent's.
alter table {parent} attach partition {child} for values from ('{from}') to ('{to}');

-- name: drop_bound
alter table {child} drop constraint {child}_bound;

-- name: try_lock_dropping
-- Held by the session: detaching concurrently cannot stand in a transaction.
select pg_try_advisory_lock($1) as locked;

-- name: limit_lock_wait
set lock_timeout = '2s';

-- name: limit_statement
-- Detaching waits for every transaction that may still read the partition; cut off, it is pending, and finalized the next time.
set statement_timeout = '60s';

-- name: detach
alter table {parent} detach partition {child} concurrently;

-- name: finalize
alter table {parent} detach partition {child} finalize;

-- name: drop
drop table if exists {child};
