-- Names that originals are saved under; told with photos and galleries.
alter table photos
    add column dated_name text;
alter table galleries
    add column download_names text not null default 'original' check (download_names in ('original', 'dated'));

-- ZIPs asked for at a link: each counts once, when it is fetched for the first time, however often it is taken up again.
create table zip_downloads (
    id          uuid        primary key, -- of the order at media-service
    link_id     uuid        not null references share_links (id),
    epoch       int         not null,
    photo_ids   uuid[]      not null,
    prepared_at timestamptz not null default now(),
    counted_at  timestamptz
);

create index zip_downloads_prepared on zip_downloads (prepared_at);
create index zip_downloads_link on zip_downloads (link_id);
