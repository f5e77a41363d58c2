-- Users are made and removed through the API, and the audit tells of it. The new checks let more pass than the old ones.

alter table audit drop constraint audit_action_check;
alter table audit add constraint audit_action_check check (action ~ '^(profile|api_key|user)\.[a-z_]{1,40}$');
alter table audit drop constraint audit_subject_check;
alter table audit add constraint audit_subject_check check (subject in ('profile', 'api_key', 'user'));
