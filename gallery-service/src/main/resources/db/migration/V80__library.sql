-- The library is searched by one inverted index that knows words, tags, cameras, lenses, stars and studios of photos.
alter table photos
    add column tags     text[]      not null default '{}',
    add column camera   varchar(200),
    add column lens     varchar(200),
    -- When it was taken, or else came here: sorts the timeline.
    add column taken_at timestamptz not null default now(),
    add column terms    tsvector    not null default '';

alter table photos
    alter column taken_at drop default,
    alter column terms drop default;

-- New photos go into the index at once: a list of pending ones would be read by every search.
create index photos_by_term on photos using gin (terms) with (fastupdate = off);
create index photos_by_time on photos (studio_id, taken_at desc, id desc);
create index photos_unfinished on photos (studio_id, id desc) where status <> 'ready';
create index photos_by_camera on photos (studio_id, camera) where camera is not null;
create index photos_by_lens on photos (studio_id, lens) where lens is not null;

-- Tags that a studio uses, in the form they are found by and in the form they were first written.
create table tags (
    studio_id uuid         not null,
    folded    varchar(200) collate "C" not null,
    name      varchar(64)  not null,
    primary key (studio_id, folded)
);

create index photos_archived on photos (studio_id, id desc) where archived;
