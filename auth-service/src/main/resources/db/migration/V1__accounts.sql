create table studio (
    id         uuid primary key,
    name       varchar(120) not null,
    created_at timestamptz  not null
);

create table account (
    id                  uuid primary key,
    -- Grows with each announced change; consumers of the events order by it.
    version             bigint       not null,
    username            varchar(50)  not null,
    email               varchar(254) not null,
    password_hash       varchar(200) not null,
    role                varchar(20)  not null check (role in ('ADMIN', 'PHOTOGRAPHER', 'USER', 'VIEWER')),
    active              boolean      not null,
    studio_id           uuid references studio (id),
    language            varchar(5)   not null,
    created_at          timestamptz  not null,
    -- Tokens issued before this moment are no longer believed here.
    sessions_valid_from timestamptz  not null
);
create unique index account_username on account (lower(username));
create unique index account_email on account (lower(email));
create index account_studio on account (studio_id);

-- Somebody asked for an account and has not yet shown that the address is theirs. A row exists for a taken address too
-- (confirmable = false), so that nothing about it can be seen from outside.
create table registration (
    id              uuid primary key,
    username        varchar(50)  not null,
    email           varchar(254) not null,
    password_hash   varchar(200) not null,
    role            varchar(20)  not null check (role in ('PHOTOGRAPHER', 'USER')),
    studio_name     varchar(120),
    language        varchar(5)   not null,
    confirmable     boolean      not null,
    code_digest     bytea,
    code_expires_at timestamptz,
    code_tries      int          not null default 0,
    link_digest     bytea,
    link_expires_at timestamptz,
    created_at      timestamptz  not null
);
create unique index registration_username on registration (lower(username));
create index registration_email on registration (lower(email));
create index registration_link on registration (link_digest);
create index registration_created on registration (created_at);

create table password_reset (
    token_digest bytea primary key,
    account_id   uuid        not null references account (id) on delete cascade,
    expires_at   timestamptz not null
);
create index password_reset_account on password_reset (account_id);

-- Failed sign-ins by the name that was typed, whether or not an account has it.
create table sign_in_failures (
    login        varchar(64) primary key,
    failures     int         not null,
    last_failure timestamptz not null,
    locked_until timestamptz
);
create index sign_in_failures_last on sign_in_failures (last_failure);

-- Letters still to be sent. Codes and links are made when a letter is sent, so none rests here.
create table letter (
    id              uuid primary key,
    kind            varchar(40)  not null,
    recipient       varchar(254) not null,
    subject_id      uuid,
    language        varchar(5)   not null,
    attempts        int          not null default 0,
    next_attempt_at timestamptz  not null,
    created_at      timestamptz  not null
);
create index letter_due on letter (next_attempt_at);
