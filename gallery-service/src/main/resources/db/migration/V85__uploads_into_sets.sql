-- The set a photo was put into; when that is deleted meanwhile, the photo is in none.
alter table uploads add column set_id uuid references gallery_sets (id) on delete set null;

create index uploads_of_set on uploads (set_id) where set_id is not null;
