create table outbox (
    id          bigint generated always as identity primary key,
    event_id    uuid        not null unique,
    type        text        not null,
    subject     uuid        not null,
    envelope    text        not null,
    traceparent text,
    created_at  timestamptz not null default now(),
    attempts    int         not null default 0,
    retry_at    timestamptz -- null: never refused by the broker
);

create index outbox_subject on outbox (subject, id);

create table inbox (
    queue       text        not null,
    event_id    uuid        not null,
    received_at timestamptz not null default now(),
    primary key (queue, event_id)
);

create index inbox_received_at on inbox (received_at);

create table subject_versions (
    queue   text   not null,
    subject uuid   not null,
    version bigint not null,
    primary key (queue, subject)
);
