-- The photos a link shows, in one place for all that a visitor may refer to.
create view link_photos as
    select l.id as link_id, p.id, p.gallery_id, p.key, p.filename, p.title, p.width, p.height, p.placeholder, p.position
    from share_links l join photos p on p.gallery_id = l.gallery_id and p.shown;

-- What the photographer wants to know from a link's visitors. A link without a row lets them choose, without a limit.
create table proofing (
    link_id      uuid        primary key references share_links (id),
    enabled      boolean     not null default true,
    kind         text        not null default 'choose' check (kind in ('choose', 'approve')),
    quota        int         check (quota > 0),
    beyond_quota boolean     not null default false,
    comments     boolean     not null default true,
    deadline     timestamptz,
    round        int         not null default 1,
    closed_at    timestamptz
);

-- Somebody without an account, at one link. Who was found to be somebody else's second device points to that one.
create table visitors (
    id           uuid        primary key,
    link_id      uuid        not null references share_links (id),
    name         text,
    email        text,
    merged_into  uuid        references visitors (id),
    created_at   timestamptz not null,
    last_seen_at timestamptz not null,
    -- Since when there are choices that nobody was told of.
    untold_since timestamptz
);

create index visitors_link on visitors (link_id) where merged_into is null;
create index visitors_untold on visitors (untold_since) where untold_since is not null;

-- Browsers that are known to be a visitor's, by the hash of what their cookie says.
create table visitor_devices (
    token_hash bytea       primary key,
    visitor_id uuid        not null references visitors (id),
    created_at timestamptz not null
);

create index visitor_devices_visitor on visitor_devices (visitor_id);

-- Links sent by mail that make another device a visitor's: good once.
create table visitor_carries (
    code_hash  bytea       primary key,
    visitor_id uuid        not null references visitors (id),
    expires_at timestamptz not null
);

create index visitor_carries_visitor on visitor_carries (visitor_id);

-- Mails asked for lately, to limit them; addresses only as hashes.
create table carry_requests (
    id         bigint      generated always as identity primary key,
    link_id    uuid        not null references share_links (id),
    email_hash bytea       not null,
    asked_at   timestamptz not null
);

create index carry_requests_asked on carry_requests (asked_at);

-- Orders what visitors change: of two changes to one thing, the one that came later counts.
create sequence proofing_changes;
-- Orders the events about links' visitors.
create sequence proofing_event_versions;

create table choice_lists (
    id         uuid        primary key,
    visitor_id uuid        not null references visitors (id),
    kind       text        not null check (kind in ('favourites', 'named')),
    name       text        not null,
    created_at timestamptz not null
);

create index choice_lists_visitor on choice_lists (visitor_id);
create unique index choice_lists_favourites on choice_lists (visitor_id) where kind = 'favourites';

-- What was taken back stays as a row, so that the order of changes is known.
create table choices (
    list_id  uuid    not null references choice_lists (id) on delete cascade,
    photo_id uuid    not null,
    chosen   boolean not null,
    seq      bigint  not null,
    primary key (list_id, photo_id)
);

create table verdicts (
    visitor_id uuid   not null references visitors (id),
    photo_id   uuid   not null,
    verdict    text   check (verdict in ('approved', 'rejected')),
    seq        bigint not null,
    primary key (visitor_id, photo_id)
);

create table comments (
    id          uuid        primary key,
    link_id     uuid        not null references share_links (id),
    visitor_id  uuid        not null references visitors (id),
    photo_id    uuid        not null,
    -- Of an answer: the comment it is to, and who of the studio wrote it.
    answers     uuid        references comments (id),
    author_id   uuid,
    author_name text,
    text        text        not null,
    x           real        check (x between 0 and 1),
    y           real        check (y between 0 and 1),
    created_at  timestamptz not null,
    edited_at   timestamptz,
    deleted_at  timestamptz
);

create index comments_link on comments (link_id, id);
create index comments_visitor on comments (visitor_id);

-- Changes that took effect, so that one that is sent again does nothing.
create table applied_changes (
    visitor_id uuid        not null references visitors (id),
    id         uuid        not null,
    applied_at timestamptz not null,
    primary key (visitor_id, id)
);

create index applied_changes_applied on applied_changes (applied_at);

create table sign_offs (
    visitor_id uuid        not null references visitors (id),
    link_id    uuid        not null references share_links (id),
    round      int         not null,
    kind       text        not null,
    chosen     int         not null,
    signed_at  timestamptz not null,
    primary key (visitor_id, round)
);

create index sign_offs_link on sign_offs (link_id, round);

-- What was signed off, as it was then: a photo of a list, or a verdict on one.
create table signed_photos (
    visitor_id uuid not null,
    round      int  not null,
    photo_id   uuid not null,
    filename   text not null,
    list_id    uuid,
    list_kind  text,
    list_name  text,
    verdict    text,
    foreign key (visitor_id, round) references sign_offs (visitor_id, round) on update cascade on delete cascade
);

create index signed_photos_sign_off on signed_photos (visitor_id, round);

-- What counts of each visitor: what was signed off in the present round, or else what is chosen now.
create view effective_choices as
    select s.link_id, s.visitor_id, sp.photo_id, sp.filename, sp.list_id, sp.list_kind, sp.list_name, sp.verdict
    from sign_offs s
        join proofing p on p.link_id = s.link_id and p.round = s.round
        join visitors v on v.id = s.visitor_id and v.merged_into is null
        join signed_photos sp on sp.visitor_id = s.visitor_id and sp.round = s.round
    union all
    select v.link_id, v.id, c.photo_id, ph.filename, l.id, l.kind, l.name, null
    from visitors v
        join choice_lists l on l.visitor_id = v.id
        join choices c on c.list_id = l.id and c.chosen
        join link_photos ph on ph.link_id = v.link_id and ph.id = c.photo_id
    where v.merged_into is null and not exists (
        select from sign_offs s join proofing p on p.link_id = s.link_id and p.round = s.round
        where s.visitor_id = v.id)
    union all
    select v.link_id, v.id, d.photo_id, ph.filename, null, null, null, d.verdict
    from visitors v
        join verdicts d on d.visitor_id = v.id and d.verdict is not null
        join link_photos ph on ph.link_id = v.link_id and ph.id = d.photo_id
    where v.merged_into is null and not exists (
        select from sign_offs s join proofing p on p.link_id = s.link_id and p.round = s.round
        where s.visitor_id = v.id);
