-- Names of studios as their owners' accounts told them; guessed from a token until an account was heard.
create table studios (
    id      uuid primary key,
    name    varchar(256) not null,
    guessed boolean not null default false
);

create table galleries (
    id             uuid primary key,
    studio_id      uuid not null,
    owner_id       uuid not null,
    name           varchar(256) not null,
    description    varchar(4000),
    is_public      boolean not null,
    -- Part of the grant in signed URLs of the public site: counting up withdraws all URLs given out before.
    public_epoch   integer not null,
    cover_photo_id uuid,
    version        bigint not null,
    created_at     timestamptz not null,
    updated_at     timestamptz not null
);

create index galleries_by_studio on galleries (studio_id, id desc);
create index galleries_public on galleries (id desc) where is_public;
create index galleries_by_cover on galleries (cover_photo_id) where cover_photo_id is not null;

create table photos (
    id             uuid primary key,
    studio_id      uuid not null,
    owner_id       uuid not null,
    gallery_id     uuid references galleries (id),
    key            varchar(200) not null unique,
    filename       varchar(255) not null,
    title          varchar(256),
    description    varchar(4000),
    rating         integer not null default 0 check (rating between 0 and 5),
    status         varchar(16) not null check (status in ('pending', 'ready', 'failed')),
    reason_code    varchar(64),
    reason_message varchar(1000),
    views          bigint not null default 0,
    downloads      bigint not null default 0,
    archived       boolean not null default false,
    locked         boolean not null default false,
    width          integer,
    height         integer,
    placeholder    varchar(200),
    content_type   varchar(100) not null,
    size_bytes     bigint not null,
    sha256         varchar(64),
    metadata       jsonb,
    -- Sorts the photos of a gallery; compared byte by byte, so that a place between any two can be made.
    position       varchar(200) collate "C" not null,
    captured_at    timestamptz,
    version        bigint not null,
    created_at     timestamptz not null,
    updated_at     timestamptz not null
);

alter table galleries
    add foreign key (cover_photo_id) references photos (id) on delete set null;

create index photos_of_gallery on photos (gallery_id, position, id);
create index photos_shown_of_gallery on photos (gallery_id, position, id) where status = 'ready' and not archived;
create index photos_shown on photos (id desc) where status = 'ready' and not archived and gallery_id is not null;
create index photos_of_studio on photos (studio_id, id desc);
create index photos_by_content on photos (sha256, gallery_id) where sha256 is not null;

-- What was promised to whom: from the signed upload URL until the photo has arrived.
create table uploads (
    photo_id     uuid primary key,
    owner_id     uuid not null,
    studio_id    uuid not null,
    gallery_id   uuid references galleries (id) on delete set null,
    key          varchar(200) not null unique,
    filename     varchar(255) not null,
    content_type varchar(100) not null,
    size_bytes   bigint not null,
    sha256       varchar(64),
    created_at   timestamptz not null default now(),
    arrived_at   timestamptz, -- the photo was made, by a confirmation or by an event
    confirmed_at timestamptz  -- the client was told
);

create index uploads_of_gallery on uploads (gallery_id) where gallery_id is not null;
create index uploads_by_age on uploads (created_at);

-- Numbers of photos beside the gallery, so that counting never waits for somebody editing it.
create table gallery_counts (
    gallery_id uuid primary key references galleries (id) on delete cascade,
    photos     integer not null default 0,
    pending    integer not null default 0,
    failed     integer not null default 0,
    shown      integer not null default 0
);

create function open_gallery_counts() returns trigger language plpgsql as $$
begin
    insert into gallery_counts (gallery_id) values (new.id);
    return null;
end
$$;

create trigger galleries_counted after insert on galleries
    for each row execute function open_gallery_counts();

create function count_photos() returns trigger language plpgsql as $$
declare
    change record;
begin
    -- In the order of ids: two statements that touch the same galleries can then not wait for each other.
    for change in execute
        case tg_op
            when 'INSERT' then
                'select gallery_id, count(*) photos, count(*) filter (where status = ''pending'') pending,
                        count(*) filter (where status = ''failed'') failed,
                        count(*) filter (where status = ''ready'' and not archived) shown
                   from added where gallery_id is not null group by gallery_id order by gallery_id'
            when 'DELETE' then
                'select gallery_id, -count(*) photos, -count(*) filter (where status = ''pending'') pending,
                        -count(*) filter (where status = ''failed'') failed,
                        -count(*) filter (where status = ''ready'' and not archived) shown
                   from removed where gallery_id is not null group by gallery_id order by gallery_id'
            else
                'select gallery_id, sum(n) photos, coalesce(sum(n) filter (where status = ''pending''), 0) pending,
                        coalesce(sum(n) filter (where status = ''failed''), 0) failed,
                        coalesce(sum(n) filter (where status = ''ready'' and not archived), 0) shown
                   from (select 1 n, gallery_id, status, archived from added
                         union all select -1, gallery_id, status, archived from removed) both_sides
                  where gallery_id is not null group by gallery_id order by gallery_id'
        end
    loop
        if change.photos <> 0 or change.pending <> 0 or change.failed <> 0 or change.shown <> 0 then
            update gallery_counts
               set photos = photos + change.photos, pending = pending + change.pending,
                   failed = failed + change.failed, shown = shown + change.shown
             where gallery_id = change.gallery_id;
        end if;
    end loop;
    return null;
end
$$;

create trigger photos_added after insert on photos
    referencing new table as added for each statement execute function count_photos();
create trigger photos_changed after update on photos
    referencing new table as added old table as removed for each statement execute function count_photos();
create trigger photos_removed after delete on photos
    referencing old table as removed for each statement execute function count_photos();
