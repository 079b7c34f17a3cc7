-- What lies in a WordPress media library, which does not know our names. A row is written before its file is sent, so that
-- nothing there is forgotten; it has no media_id while that is not known.
create table wordpress_media (
    name       text primary key,
    file       uuid        not null unique,
    media_id   bigint,
    url        text,
    size_bytes bigint      not null,
    written_at timestamptz not null default now()
);

create index wordpress_media_incoming on wordpress_media (written_at) where name like 'incoming/%';
