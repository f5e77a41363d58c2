-- name: lock
-- One migrator at a time; the lock goes with the session, so that a killed one holds up nobody.
select pg_advisory_lock($1);

-- name: create_versions
create table if not exists schema_version (
  version int primary key,
  name text not null,
  checksum text not null,
  applied_at timestamptz not null
);

-- name: applied
select version, name, checksum
from schema_version
order by version;

-- name: record
insert into schema_version (version, name, checksum, applied_at)
values ($1, $2, $3, $4);
