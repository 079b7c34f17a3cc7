-- A gallery in the bin is as good as deleted, until it comes back.
alter table galleries
    add column binned boolean not null default false;

-- Whether a link has lost what it stands on: its gallery, or the right to share of who made it or owns the gallery.
create or replace function is_withdrawn(link share_links) returns boolean
    language sql stable
    return not exists (select from galleries g where g.id = link.gallery_id and not g.deleted and not g.binned)
        or exists (select from accounts a where a.id = link.created_by and may_share(a, link.studio_id) is not true)
        or exists (
            select
            from galleries g
                join accounts a on a.id = g.owner_id
            where g.id = link.gallery_id and may_share(a, link.studio_id) is not true);
