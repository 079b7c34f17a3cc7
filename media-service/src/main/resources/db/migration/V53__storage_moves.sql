-- Copies on the back end that a photo was moved away from, until the end of the move.
create table moved_photos (
    photo_id uuid        not null,
    key      text        not null,
    storage  text        not null,
    moved_at timestamptz not null default now(),
    primary key (photo_id, storage)
);
