-- Who signs in to the page.

create table app_user (
  id uuid primary key,
  account_id text not null references account on delete cascade,
  -- In lower case, so that one mail address is one user.
  email text not null unique check (email = lower(email) and length(email) between 3 and 320),
  -- Argon2id, with its parameters and salt: $argon2id$v=19$m=…,t=…,p=…$salt$hash
  password text not null check (password like '$argon2id$%'),
  scopes text[] not null check (scopes <@ array['operator', 'admin', 'publish', 'read'] and cardinality(scopes) > 0),
  created_at timestamptz not null
);

create index app_user_by_account on app_user (account_id);

-- Here and not in a node's memory, so that every node takes a cookie that any node gave.
create table session (
  -- SHA-256 of the cookie's token, which nobody keeps. It has 256 bits of chance: nothing to guess, so no slow hash.
  hash bytea primary key check (octet_length(hash) = 32),
  user_id uuid references app_user on delete cascade,
  -- Of who signed in with an API key: revoked with it.
  key_id uuid references api_key on delete cascade,
  created_at timestamptz not null,
  -- When it was used last, give or take a minute.
  seen_at timestamptz not null,
  check (num_nonnulls(user_id, key_id) = 1)
);

create index session_by_user on session (user_id, created_at) where user_id is not null;
create index session_by_key on session (key_id, created_at) where key_id is not null;

-- Whoever can make a change, by the name that the audit keeps of them.
create view author as
select id, title
from api_key
union all
select id, email
from app_user;

comment on column audit.key_id is 'Of an API key or of a user.';
