-- What was deleted stays in a bin for a while: it counts nowhere and is shown to nobody, and can be put back.
alter table galleries
    add column binned_at timestamptz;

alter table photos
    add column binned_at timestamptz,
    -- The gallery it went along with; null when it was deleted by itself.
    add column binned_with uuid,
    add check (binned_with is null or binned_at is not null),
    -- Photos made of the same bytes: all but the first name the one that was uploaded. The bytes go with the last.
    add column copy_of uuid,
    add column asset_id uuid not null generated always as (coalesce(copy_of, id)) stored;

alter table photos
    drop constraint photos_key_key;

create index photos_by_key on photos (key);
create index photos_by_asset on photos (asset_id);
create index galleries_in_bin on galleries (binned_at, id) where binned_at is not null;
create index photos_in_bin on photos (binned_at, id) where binned_at is not null and binned_with is null;
create index photos_in_bin_with on photos (binned_with) where binned_with is not null;

-- Orders what is told about the bytes of photos.
create sequence asset_versions;

-- As before, without what is in the bin.
create or replace function count_photos() returns trigger language plpgsql as $$
declare
    change record;
begin
    -- In the order of ids: two statements that touch the same galleries can then not wait for each other.
    for change in execute
        case tg_op
            when 'INSERT' then
                'select gallery_id, count(*) photos, count(*) filter (where status = ''pending'') pending,
                        count(*) filter (where status = ''failed'') failed,
                        count(*) filter (where status = ''ready'' and not archived) shown
                   from added where gallery_id is not null and binned_at is null
                  group by gallery_id order by gallery_id'
            when 'DELETE' then
                'select gallery_id, -count(*) photos, -count(*) filter (where status = ''pending'') pending,
                        -count(*) filter (where status = ''failed'') failed,
                        -count(*) filter (where status = ''ready'' and not archived) shown
                   from removed where gallery_id is not null and binned_at is null
                  group by gallery_id order by gallery_id'
            else
                'select gallery_id, sum(n) photos, coalesce(sum(n) filter (where status = ''pending''), 0) pending,
                        coalesce(sum(n) filter (where status = ''failed''), 0) failed,
                        coalesce(sum(n) filter (where status = ''ready'' and not archived), 0) shown
                   from (select 1 n, gallery_id, status, archived from added where binned_at is null
                         union all
                         select -1, gallery_id, status, archived from removed where binned_at is null) both_sides
                  where gallery_id is not null group by gallery_id order by gallery_id'
        end
    loop
        if change.photos <> 0 or change.pending <> 0 or change.failed <> 0 or change.shown <> 0 then
            update gallery_counts
               set photos = photos + change.photos, pending = pending + change.pending,
                   failed = failed + change.failed, shown = shown + change.shown
             where gallery_id = change.gallery_id;
        end if;
    end loop;
    return null;
end
$$;
