create index share_links_to_remind on share_links (expires_at)
    where mailed_at is not null and reminded_at is null and revoked_at is null;

-- The one rule of which sets a link shows.
create function shows_set(link_sets uuid[], photo_set uuid) returns boolean
    language sql immutable
    return link_sets is null or coalesce(photo_set = any (link_sets), false);

-- Wrong passwords and wrong PINs of a link are counted each for itself.
alter table unlock_failures
    add column door text not null default 'link' check (door in ('link', 'downloads')),
    drop constraint unlock_failures_pkey,
    add primary key (link_id, door);

alter table unlock_failures
    alter column door drop default;

-- Who asked the photographer for another link, so that nobody can ask without end. No address is kept.
create table link_inquiries (
    link_id  uuid        not null references share_links (id),
    asked_at timestamptz not null default now()
);
create index link_inquiries_of_link on link_inquiries (link_id, asked_at);

create or replace view link_photos as
    select l.id as link_id, p.id, p.gallery_id, p.key, p.filename, p.title, p.width, p.height, p.placeholder, p.position
    from share_links l join photos p on p.gallery_id = l.gallery_id and p.shown and shows_set(l.set_ids, p.set_id);
