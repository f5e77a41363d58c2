-- A statement whose connection broke may still lie in a socket, and be begun when everybody has long looked for it in vain.

-- At each place, one for each kind of flush of each event loop, the first epoch that may still write. A flush names its own: one that was lost,
-- and given up after a look, is of an older epoch and writes nothing, however late the server takes it up. Nothing at a place is 0.
alter table node add column epochs integer[] not null default '{}';
