-- The tables of Spring Session JDBC, under the names it expects.
create table spring_session (
    primary_id char(36) primary key,
    session_id char(36) not null unique,
    creation_time bigint not null,
    last_access_time bigint not null,
    max_inactive_interval int not null,
    expiry_time bigint not null,
    principal_name varchar(100)
);
create index spring_session_expiry on spring_session (expiry_time);
create index spring_session_principal on spring_session (principal_name);

create table spring_session_attributes (
    session_primary_id char(36) not null references spring_session (primary_id) on delete cascade,
    attribute_name varchar(200) not null,
    attribute_bytes bytea not null,
    primary key (session_primary_id, attribute_name)
);

-- Tokens are encrypted for their session. No foreign key: the session's row is written at the end of the response.
create table session_tokens (
    session_id varchar(36) primary key,
    account_id uuid not null,
    auth_session text,
    access_token bytea not null,
    access_expires_at timestamptz not null,
    refresh_token bytea,
    id_token bytea,
    created_at timestamptz not null default now()
);
create index session_tokens_account on session_tokens (account_id);
create index session_tokens_auth_session on session_tokens (auth_session) where auth_session is not null;

create table used_logout_tokens (
    jti text primary key,
    expires_at timestamptz not null
);
create index used_logout_tokens_expiry on used_logout_tokens (expires_at);
