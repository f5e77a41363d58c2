-- name: server_version
-- A number such as 150004, made to be compared.
select current_setting('server_version_num')::int as version;

-- name: clock
-- The one statement that asks for the time: the answer is what nodes set their clocks by. The transaction's now() would be its begin.
select clock_timestamp() as time;
