-- Uploads in parts: what the back end calls them, and which parts are there.
alter table reservations
    add column parts_upload text,
    add column part_size    bigint;
create index reservations_parts_upload on reservations (parts_upload) where parts_upload is not null;

create table upload_parts (
    photo_id   uuid   not null references reservations on delete cascade,
    number     int    not null check (number > 0),
    token      text   not null,
    size_bytes bigint not null,
    primary key (photo_id, number)
);

-- What each studio has, promised keys included: kept by the tables themselves, so that no way in or out can forget it.
create table studio_usage (
    studio_id uuid primary key,
    photos    bigint not null,
    bytes     bigint not null
);

insert into studio_usage (studio_id, photos, bytes)
select studio_id, count(*), sum(size_bytes)
from (select studio_id, size_bytes from reservations union all select studio_id, size_bytes from assets) both_kinds
group by studio_id;

create function count_studio_usage() returns trigger language plpgsql as
$$
begin
    if tg_op = 'INSERT' then
        insert into studio_usage (studio_id, photos, bytes) values (new.studio_id, 1, new.size_bytes)
        on conflict (studio_id) do update set photos = studio_usage.photos + 1,
                                              bytes  = studio_usage.bytes + excluded.bytes;
    else
        update studio_usage set photos = photos - 1, bytes = bytes - old.size_bytes where studio_id = old.studio_id;
    end if;
    return null;
end
$$;

create trigger count_reservations after insert or delete on reservations
    for each row execute function count_studio_usage();
create trigger count_assets after insert or delete on assets
    for each row execute function count_studio_usage();
