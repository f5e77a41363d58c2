-- A row that was made because its callback had neither a row nor a final record in the snapshot of a sweep, a take-over, a postponing or a retry.
-- The server may have stood still since that snapshot, and the callback been delivered meanwhile: whoever claims the row looks again.
alter table backlog
  add column brought_back boolean not null default false;
