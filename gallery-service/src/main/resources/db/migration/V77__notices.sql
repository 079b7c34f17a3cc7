-- Where people are written to, as their accounts told.
create table people (
    account_id uuid primary key,
    email      varchar(254) not null,
    language   varchar(8)   not null,
    active     boolean      not null
);

create index people_by_email on people (lower(email));

-- What people are told. The like of what nobody read yet is one row.
create table notices (
    id           uuid primary key,
    account_id   uuid         not null,
    kind         varchar(16)  not null,
    gallery_id   uuid,
    gallery_name varchar(256),
    link_id      uuid,
    actor        varchar(120),
    amount       bigint       not null,
    words        varchar(300),
    listed       boolean      not null, -- shown in the app
    mail         varchar(16)  not null check (mail in ('off', 'immediately', 'daily')),
    at           timestamptz  not null, -- of the latest of it
    read_at      timestamptz,
    mailed_at    timestamptz            -- the latest that a mail told
);

create unique index notices_open on notices (account_id, kind, gallery_id, link_id, actor) nulls not distinct
    where read_at is null;
create index notices_of_account on notices (account_id, at desc, id desc);
create index notices_by_age on notices (at);

-- Only what somebody chose; the rest is as it usually is.
create table notice_settings (
    account_id uuid        not null,
    kind       varchar(16) not null,
    in_app     boolean     not null,
    mail       varchar(16) not null check (mail in ('off', 'immediately', 'daily')),
    primary key (account_id, kind)
);

-- Letters that the mail server has not taken yet: of one notice, or of all that waits for the daily one. What they say is found
-- when they are sent.
create table letters (
    id              uuid primary key,
    account_id      uuid        not null,
    notice_id       uuid references notices (id) on delete cascade,
    again           boolean     not null default false, -- something came while it was being sent
    attempts        integer     not null default 0,
    next_attempt_at timestamptz not null,
    created_at      timestamptz not null,
    unique nulls not distinct (account_id, notice_id)
);

create index letters_due on letters (next_attempt_at);
