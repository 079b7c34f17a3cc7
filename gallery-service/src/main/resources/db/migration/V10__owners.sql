-- All of an account is looked for when the account is deleted.
create index galleries_by_owner on galleries (owner_id);
create index photos_by_owner on photos (owner_id);
create index uploads_by_owner on uploads (owner_id);
