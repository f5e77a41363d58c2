-- Who gets which mails.

-- name: read_report
select enabled, frequency, recipients, time_zone
from report_setting
where account_id = $1

-- name: write_report
-- What is due stays so as long as neither frequency nor zone change; one that is turned on anew begins with the period it is in.
insert into report_setting as s (account_id, enabled, frequency, recipients, time_zone, period_end, due_at)
values ($1, $2, $3, $4::text[], $5, $6, $7)
on conflict (account_id) do update
set enabled = excluded.enabled,
  frequency = excluded.frequency,
  recipients = excluded.recipients,
  time_zone = excluded.time_zone,
  period_end = case
    when s.enabled and s.frequency = excluded.frequency and s.time_zone = excluded.time_zone then s.period_end
    else excluded.period_end
  end,
  due_at = case
    when s.enabled and s.frequency = excluded.frequency and s.time_zone = excluded.time_zone then s.due_at
    else excluded.due_at
  end

-- name: read_notification
select recipients, profile_auto_disabled, profile_failing, profile_recovered
from notification_setting
where account_id = $1

-- name: write_notification
insert into notification_setting (account_id, recipients, profile_auto_disabled, profile_failing, profile_recovered)
values ($1, $2::text[], $3, $4, $5)
on conflict (account_id) do update
set recipients = excluded.recipients,
  profile_auto_disabled = excluded.profile_auto_disabled,
  profile_failing = excluded.profile_failing,
  profile_recovered = excluded.profile_recovered

-- name: leave_report
-- Also what is on its way to that recipient is not sent any more.
with gone as (
  delete from report_mail_copy c
  using report_mail m
  where m.id = c.mail_id
    and m.account_id = $1
    and m.kind in ('report', 'asked')
    and c.recipient = $2
    and c.state = 'waiting'
)
update report_setting
set recipients = array_remove(recipients, $2),
  enabled = enabled and cardinality(array_remove(recipients, $2)) > 0
where account_id = $1
  and $2 = any (recipients)

-- name: leave_notification
with gone as (
  delete from report_mail_copy c
  using report_mail m
  where m.id = c.mail_id
    and m.account_id = $1
    and m.kind not in ('report', 'asked')
    and c.recipient = $2
    and c.state = 'waiting'
)
update notification_setting
set recipients = array_remove(recipients, $2)
where account_id = $1
  and $2 = any (recipients)
