-- What auth-service says about the people who share.
create table accounts (
    id        uuid    primary key,
    username  text    not null,
    studio_id uuid,
    roles     text[]  not null,
    active    boolean not null,
    email     text
);

-- What gallery-service says about galleries and their photos. A deleted gallery stays, so that the history keeps its name.
create table galleries (
    id             uuid    primary key,
    studio_id      uuid    not null,
    studio_name    text    not null,
    owner_id       uuid,
    name           text    not null,
    description    text,
    cover_photo_id uuid,
    deleted        boolean not null default false
);

create index galleries_owner on galleries (owner_id);

create table photos (
    id          uuid    primary key,
    gallery_id  uuid,
    key         text    not null,
    filename    text    not null,
    title       text,
    width       int,
    height      int,
    placeholder text,
    position    text    collate "C" not null,
    shown       boolean not null
);

create index photos_shown on photos (gallery_id, position, id) where shown;

-- A photo that was deleted never comes back, however late its other events arrive.
create table deleted_photos (
    id         uuid        primary key,
    deleted_at timestamptz not null default now()
);

create table share_links (
    id               uuid        primary key,
    studio_id        uuid        not null,
    gallery_id       uuid        not null references galleries (id),
    created_by       uuid        not null references accounts (id),
    created_by_name  text        not null,
    token_hash       bytea       not null unique,
    token_sealed     bytea       not null,
    access_level     text        not null check (access_level in ('preview', 'full')),
    -- The largest size a full link gives out, and the name that a preview link's watermark carries beside the studio's own.
    download_size    text        not null default 'original' check (download_size in ('web', 'original')),
    watermark_name   text,
    is_active        boolean     not null,
    revoked_at       timestamptz,
    expires_at       timestamptz,
    max_views        int         check (max_views > 0),
    password_hash    text,
    password_version int         not null,
    epoch            int         not null,
    version          bigint      not null,
    recipient_email  text,
    message          text,
    views            bigint      not null default 0,
    visitors         bigint      not null default 0,
    downloads        bigint      not null default 0,
    created_at       timestamptz not null,
    last_viewed_at   timestamptz,
    -- The sets of the gallery that are shown; null shows all of it.
    set_ids          uuid[]      check (cardinality(set_ids) > 0),
    pin_hash         text,
    pin_version      int         not null default 1,
    -- What was mailed to the recipient, and in which language.
    language         text,
    mailed_at        timestamptz,
    reminded_at      timestamptz
);

create index share_links_studio on share_links (studio_id, id);
create index share_links_gallery on share_links (gallery_id, id);
create index share_links_creator on share_links (created_by);

-- One row for each browser that opened a link; no address, no agent.
create table visits (
    link_id    uuid        not null references share_links (id),
    visitor_id uuid        not null,
    first_seen timestamptz not null,
    last_seen  timestamptz not null,
    views      int         not null,
    primary key (link_id, visitor_id)
);

create table unlock_failures (
    link_id      uuid        primary key references share_links (id),
    window_start timestamptz not null,
    failures     int         not null
);

-- Orders the events share-service publishes about photos, which it does not own.
create sequence photo_event_versions;

-- The one rule of who may share for a studio.
create function may_share(account accounts, studio uuid) returns boolean
    language sql stable
    return account.active
        and ('admin' = any (account.roles) or ('photographer' = any (account.roles) and account.studio_id = studio));

-- Whether a link has lost what it stands on: its gallery, or the right to share of who made it or owns the gallery.
create function is_withdrawn(link share_links) returns boolean
    language sql stable
    return not exists (select from galleries g where g.id = link.gallery_id and not g.deleted)
        or exists (select from accounts a where a.id = link.created_by and may_share(a, link.studio_id) is not true)
        or exists (
            select
            from galleries g
                join accounts a on a.id = g.owner_id
            where g.id = link.gallery_id and may_share(a, link.studio_id) is not true);
