-- Tokens that people make for their programs. The token itself rests nowhere: it is found by its digest.
create table api_token (
    id           uuid primary key,
    account_id   uuid         not null references account (id) on delete cascade,
    name         varchar(80)  not null,
    digest       bytea        not null unique,
    -- The first characters, by which its owner knows it again.
    prefix       varchar(12)  not null,
    -- Separated by spaces, as in a JWT.
    scopes       varchar(200) not null,
    created_at   timestamptz  not null,
    expires_at   timestamptz  not null,
    last_used_at timestamptz
);
create unique index api_token_name on api_token (account_id, lower(name));
create index api_token_expires on api_token (expires_at);
