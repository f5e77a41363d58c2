-- The changes of profiles, keys and users. They are written by profile.sql, account.sql and user.sql, each in the statement that makes the
-- change.

-- name: list
-- By id backwards along audit_by_account: ids are in the order of time. The second parameter is the profile's, which has a statement of
-- its own with the same parameters.
select
  id,
  account_id,
  happened_at,
  key_id,
  key_title,
  exists (select 1 from app_user by where by.id = key_id) as by_user,
  action,
  subject,
  subject_id,
  title,
  changes::text as changes
from audit
where account_id = $1
  and ($2::uuid is null or subject_id = $2)
  and ($3::uuid is null or key_id = $3)
  and ($4::text is null or action = $4)
  and ($5::timestamptz is null or happened_at >= $5)
  and ($6::timestamptz is null or happened_at < $6)
  and ($7::uuid is null or id < $7)
order by id desc
limit $8;

-- name: list_of_profile
-- Along audit_by_subject: a profile's few changes lie far apart among those of its account.
select
  id,
  account_id,
  happened_at,
  key_id,
  key_title,
  exists (select 1 from app_user by where by.id = key_id) as by_user,
  action,
  subject,
  subject_id,
  title,
  changes::text as changes
from audit
where account_id = $1
  and subject_id = $2::uuid
  and ($3::uuid is null or key_id = $3)
  and ($4::text is null or action = $4)
  and ($5::timestamptz is null or happened_at >= $5)
  and ($6::timestamptz is null or happened_at < $6)
  and ($7::uuid is null or id < $7)
order by id desc
limit $8;

-- name: tell_of_profile
-- Of what changes nothing in the profile itself.
insert into audit (id, account_id, happened_at, key_id, key_title, action, subject, subject_id, title, changes)
select
  $2::uuid,
  p.account_id,
  $3::timestamptz,
  $4::uuid,
  (select by.title from author by where by.id = $4::uuid),
  $5::text,
  'profile',
  p.id,
  p.title,
  $6::text::jsonb
from profile p
where p.id = $1;

-- name: knows_profile
-- Deleted ones too.
select id
from profile
where id = $1
  and account_id = $2;

-- name: drop_older
-- In portions, and past those that another node has in hand.
delete from audit
where id in (
  select id
  from audit
  where id < $1
  order by id
  limit $2
  for update skip locked
);
