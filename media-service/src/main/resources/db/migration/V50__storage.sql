-- Whose bytes these are, and on which back end they lie.
alter table reservations
    add column studio_id      uuid not null,
    add column storage        text not null,
    add column received_crc32 bigint;
alter table assets
    add column studio_id uuid   not null,
    add column storage   text   not null,
    add column crc32     bigint not null check (crc32 between 0 and 4294967295);
alter table renditions
    add column sha256 text   not null,
    add column crc32  bigint not null check (crc32 between 0 and 4294967295);

create index assets_studio on assets (studio_id, storage, photo_id);
