-- Sections of a gallery, in their order. A photo stands in at most one, and only in one of its own gallery.
create table gallery_sets (
    id         uuid primary key,
    gallery_id uuid not null references galleries (id) on delete cascade,
    name       varchar(256) not null,
    rank       integer not null,
    unique (gallery_id, id)
);

alter table photos
    add column set_id uuid,
    add foreign key (gallery_id, set_id) references gallery_sets (gallery_id, id),
    add check (set_id is null or gallery_id is not null);

create index photos_of_set on photos (set_id, position, id) where set_id is not null;
