-- How to greet somebody whose account is gone when the letter leaves.
alter table letter add column name varchar(50);

-- An address somebody wants to use from now on; it counts once it is shown to be theirs. One for each account.
create table email_change (
    account_id      uuid primary key references account (id) on delete cascade,
    email           varchar(254) not null,
    code_digest     bytea,
    code_expires_at timestamptz,
    code_tries      int          not null default 0,
    link_digest     bytea,
    link_expires_at timestamptz,
    created_at      timestamptz  not null
);
create index email_change_link on email_change (link_digest);

-- Changes of address that the reader of the address before may take back. The id grows with time.
create table email_undo (
    id           uuid primary key,
    account_id   uuid         not null references account (id) on delete cascade,
    email        varchar(254) not null,
    -- Null until the notice leaves.
    token_digest bytea unique,
    expires_at   timestamptz  not null
);
create index email_undo_account on email_undo (account_id);
