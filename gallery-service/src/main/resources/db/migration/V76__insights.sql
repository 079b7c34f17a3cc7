-- What was heard, one row for each thing that happened, kept for good: all counts below can be made anew from it.
-- No address and no agent of a visitor is among it.
create table facts (
    id           uuid primary key, -- of the event that told it; of the photo for one that was uploaded
    at           timestamptz not null,
    kind         varchar(16) not null,
    studio_id    uuid        not null,
    gallery_id   uuid,
    link_id      uuid,
    account_id   uuid,
    visitor_name varchar(120),
    words        varchar(300),
    amount       integer     not null,
    new_visitors integer     not null
);

create index facts_of_studio on facts (studio_id, at);

-- Sums of facts by day (UTC): of a studio, of each of its galleries, of each link.
create table daily_counts (
    scope       varchar(8) not null check (scope in ('gallery', 'link', 'studio')),
    scope_id    uuid       not null,
    day         date       not null,
    studio_id   uuid       not null,
    views       bigint     not null,
    visitors    bigint     not null,
    photo_views bigint     not null,
    downloads   bigint     not null,
    photos      bigint     not null,
    primary key (scope, scope_id, day)
);

create index daily_counts_of_studio on daily_counts (studio_id);

-- Facts of one kind and place within an hour (UTC), as one line to read.
create table activities (
    id           uuid        not null,
    studio_id    uuid        not null,
    kind         varchar(16) not null,
    gallery_id   uuid,
    link_id      uuid,
    account_id   uuid,
    visitor_name varchar(120),
    hour         timestamptz not null,
    at           timestamptz not null,
    last_at      timestamptz not null,
    amount       bigint      not null,
    words        varchar(300),
    primary key (id),
    unique nulls not distinct (studio_id, kind, gallery_id, link_id, account_id, visitor_name, hour)
);

create index activities_of_studio on activities (studio_id, at desc, id desc) where kind <> 'photo_viewed';
create index activities_of_link on activities (link_id, at desc, id desc) where link_id is not null;

-- Bytes of what was rendered from each photo, as media-service told.
create table rendition_bytes (
    photo_id uuid primary key,
    bytes    bigint not null
);
