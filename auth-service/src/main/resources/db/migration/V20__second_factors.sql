-- The authenticator app of an account (RFC 6238).
create table totp (
    account_id    uuid primary key references account (id) on delete cascade,
    -- AES-256-GCM under a key derived from AUTH_KEY_SECRET, bound to the account.
    sealed_secret bytea       not null,
    -- Null until a first code has shown that the app has the secret.
    confirmed_at  timestamptz,
    -- The newest step of which a code was accepted: each code counts once.
    last_step     bigint      not null default 0,
    created_at    timestamptz not null
);

-- Each row is good once, and gone then.
create table recovery_code (
    account_id uuid  not null references account (id) on delete cascade,
    digest     bytea not null,
    primary key (account_id, digest)
);

create table passkey (
    id                 uuid primary key,
    account_id         uuid         not null references account (id) on delete cascade,
    credential_id      bytea        not null unique,
    label              varchar(60)  not null,
    public_key         bytea        not null,
    signature_count    bigint       not null,
    uv_initialized     boolean      not null,
    backup_eligible    boolean      not null,
    backup_state       boolean      not null,
    transports         varchar(200) not null,
    attestation_object bytea        not null,
    client_data        bytea        not null,
    created_at         timestamptz  not null,
    last_used_at       timestamptz
);
create index passkey_account on passkey (account_id);

-- Tries at guessing a code or, by somebody signed in, the password.
create table factor_tries (
    account_id   uuid        not null references account (id) on delete cascade,
    secret       varchar(10) not null,
    tries        int         not null,
    last_try     timestamptz not null,
    locked_until timestamptz,
    primary key (account_id, secret)
);
create index factor_tries_last on factor_tries (last_try);
