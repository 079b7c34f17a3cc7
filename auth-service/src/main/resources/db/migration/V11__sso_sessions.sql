-- The sessions at the auth host as their owners see them; what keeps them alive is in spring_session and
-- oauth2_authorization.
create table sso_session (
    sid          varchar(36) primary key,
    account_id   uuid        not null references account (id) on delete cascade,
    address      varchar(45),
    user_agent   varchar(300),
    signed_in_at timestamptz not null,
    -- When somebody last showed there who they are; signing in does.
    proved_at    timestamptz not null,
    -- Exact to the minute.
    last_seen_at timestamptz not null
);
create index sso_session_account on sso_session (account_id);
create index sso_session_last_seen on sso_session (last_seen_at);
