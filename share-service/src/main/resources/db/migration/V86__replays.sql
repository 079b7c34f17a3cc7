-- While gallery-service tells everything anew; what it did not tell of since then is gone.
create table gallery_replays (
    id       uuid        primary key,
    begun_at timestamptz not null
);

alter table galleries
    add column heard_at timestamptz not null default now();

alter table photos
    add column heard_at timestamptz not null default now();
