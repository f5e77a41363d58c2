-- Mails that are to go out. Each is a row before anything of it is sent.

-- name: due_reports
select account_id, frequency, time_zone, period_end
from report_setting
where enabled
  and due_at <= $1
order by due_at, account_id
limit $2

-- name: take_report
-- The report's row, one copy for each recipient, and the step to the next period, all or nothing, by the holder of the lease alone. Whoever comes
-- second finds the period moved on; and the unique row keeps a report from being made again after its settings went back and forth.
with me as (
  select n.id
  from node n
    join lease l on l.node_id = n.id
  where n.id = $1
    and n.taken_by is null
    and l.name = 'mail'
  for key share of n
), moved as (
  update report_setting s
  set period_end = $5,
    due_at = $6
  from me
  where s.account_id = $2
    and s.enabled
    and s.period_end = $4
  returning s.account_id, s.frequency, s.recipients, s.time_zone
), taken as (
  insert into report_mail (id, account_id, kind, frequency, from_at, to_at, time_zone, created_at)
  select $7, account_id, 'report', frequency, $3, $4, time_zone, $8
  from moved
  where $9
  on conflict do nothing
  returning id
), copies as (
  insert into report_mail_copy (mail_id, recipient, state, next_at)
  select t.id, r.recipient, 'waiting', $8
  from taken t, moved m
    cross join lateral unnest(m.recipients) as r (recipient)
)
select (select count(*) from taken)::int as taken
from me

-- name: ask_report
with setting as (
  select account_id, frequency, recipients, time_zone
  from report_setting
  where account_id = $1
    and cardinality(recipients) > 0
), made as (
  insert into report_mail (id, account_id, kind, frequency, from_at, to_at, time_zone, created_at)
  select $2, account_id, 'asked', frequency, $3, $4, time_zone, $5
  from setting
  returning id
)
insert into report_mail_copy (mail_id, recipient, state, next_at)
select m.id, r.recipient, 'waiting', $5
from made m, setting s
  cross join lateral unnest(s.recipients) as r (recipient)

-- name: claim_copies
-- Their next time is set before they are sent, so that a crash in between costs that time and no more than the one copy may come twice.
with me as (
  select n.id
  from node n
    join lease l on l.node_id = n.id
  where n.id = $1
    and n.taken_by is null
    and l.name = 'mail'
  for key share of n
), due as (
  select mail_id, recipient
  from report_mail_copy
  where state = 'waiting'
    and next_at <= $2
    and exists (select from me)
  order by next_at, mail_id, recipient
  limit $3
  for update skip locked
), claimed as (
  update report_mail_copy c
  set tries = c.tries + 1,
    next_at = $2 + make_interval(secs => least(300 * power(2, c.tries), 3600))
  from due
  where c.mail_id = due.mail_id
    and c.recipient = due.recipient
  returning c.mail_id, c.recipient, c.next_at
)
select m.id, m.account_id, a.name as account_name, m.kind, m.frequency, m.profile_id, p.title as profile_title, m.from_at, m.to_at, m.time_zone,
  m.words, m.created_at, c.recipient, c.next_at
from claimed c
  join report_mail m on m.id = c.mail_id
  join account a on a.id = m.account_id
  left join profile p on p.id = m.profile_id
order by m.id, c.recipient

-- name: end_copy
-- One that has come to an end, or is to be tried again, with what went wrong.
update report_mail_copy
set state = $3,
  error = $4,
  changed_at = $5
where mail_id = $1
  and recipient = $2
  and state = 'waiting'

-- name: last_copies
-- The newest mails of the account with their copies.
select m.id, m.kind, m.frequency, m.profile_id, m.from_at, m.to_at, m.created_at, c.recipient, c.state, c.tries, c.next_at, c.error,
  c.changed_at
from (
  select id, kind, frequency, profile_id, from_at, to_at, created_at
  from report_mail
  where account_id = $1
  order by id desc
  limit $2
) m
  join report_mail_copy c on c.mail_id = m.id
order by m.id desc, c.recipient

-- name: drop_older
delete from report_mail
where id < $1
