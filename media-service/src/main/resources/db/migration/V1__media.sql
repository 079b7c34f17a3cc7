-- Keys that were promised to an account and whose bytes are not confirmed yet.
create table reservations (
    photo_id         uuid primary key,
    owner_id         uuid        not null,
    key              text        not null unique,
    content_type     text        not null,
    size_bytes       bigint      not null,
    sha256           text,        -- as announced, if it was
    received_id      uuid,        -- the received bytes that count: the last complete ones
    received_sha256  text,
    reserved_at      timestamptz not null default now()
);

create index reservations_reserved_at on reservations (reserved_at);
create index reservations_received_id on reservations (received_id);

create table assets (
    photo_id       uuid primary key,
    owner_id       uuid        not null,
    key            text        not null unique,
    content_type   text        not null,
    size_bytes     bigint      not null,
    sha256         text        not null,
    width          int         not null,
    height         int         not null,
    status         text        not null check (status in ('pending', 'ready', 'failed')),
    reason_code    text,
    reason_message text,
    placeholder    bytea,
    attempts       int         not null default 0,
    requests       int         not null default 1,
    requested_at   timestamptz not null default now(),
    missing_since  timestamptz, -- the original was looked for and is not there
    version        bigint      not null default 0,
    stored_at      timestamptz not null default now()
);

create index assets_pending on assets (requested_at) where status = 'pending';
create index assets_missing on assets (photo_id) where missing_since is not null;

create table renditions (
    photo_id   uuid   not null references assets on delete cascade,
    name       text   not null,
    width      int    not null,
    height     int    not null,
    size_bytes bigint not null,
    primary key (photo_id, name)
);

-- Withdrawn grants; one that was given back stays as a row, so that every instance hears of it.
create table revoked_grants (
    name       text primary key,
    revoked    boolean     not null,
    changed_at timestamptz not null
);

create index revoked_grants_changed_at on revoked_grants (changed_at);
