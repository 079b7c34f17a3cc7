-- Sections of galleries in their order, as gallery-service tells them; a photo names the one it stands in.
create table gallery_sets (
    id         uuid primary key,
    gallery_id uuid not null,
    name       text not null,
    rank       int  not null
);

create index gallery_sets_gallery on gallery_sets (gallery_id, rank);

alter table photos
    add column set_id uuid;

create index photos_shown_of_set on photos (set_id, position, id) where shown and set_id is not null;
