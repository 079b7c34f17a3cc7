-- How a studio looks where its clients and the public see it. A studio without a row looks as the platform does.
create table studio_branding (
    studio_id        uuid         primary key,
    version          bigint       not null,
    accent           varchar(16)  not null default 'petrol',
    font             varchar(16)  not null default 'newsreader',
    footer           varchar(160),
    website          varchar(200),
    email            varchar(254),
    phone            varchar(40),
    -- By their contents' hashes; media-service has the pictures.
    logo             varchar(64),
    logo_width       integer,
    logo_height      integer,
    dark_logo        varchar(64),
    dark_logo_width  integer,
    dark_logo_height integer,
    -- A host name of the studio's own, and what has to stand in its DNS to prove that.
    host             varchar(253),
    host_proof       varchar(64),
    host_verified_at timestamptz
);

-- Anybody may claim a name; one studio can prove that it is theirs.
create unique index studio_branding_host on studio_branding (host) where host_verified_at is not null;

-- What a studio says of itself, in each language it writes.
create table studio_pages (
    studio_id uuid          not null,
    language  varchar(2)    not null check (language in ('en', 'de')),
    about     varchar(8000),
    features  varchar(8000),
    pricing   varchar(4000),
    packages  jsonb         not null default '[]',
    primary key (studio_id, language)
);

-- The one studio that speaks on the site's own pages, if an admin named one.
create table site (
    only_row  boolean primary key default true check (only_row),
    studio_id uuid
);
insert into site default values;
