-- How the previews of a studio are marked; a studio without a row has the platform's watermark.
create table watermark_images (
    studio_id   uuid        not null,
    sha256      text        not null,
    png         bytea       not null,
    uploaded_at timestamptz not null default now(),
    primary key (studio_id, sha256)
);

create table watermarks (
    studio_id    uuid             primary key,
    text         text             not null,
    image_sha256 text,
    position     text             not null,
    opacity      double precision not null check (opacity > 0 and opacity <= 1),
    scale        double precision not null check (scale > 0),
    stored_as    text             not null, -- the rendition that is marked so
    changed_at   timestamptz      not null default now(),
    applied      boolean          not null default false, -- all previews are marked so
    foreign key (studio_id, image_sha256) references watermark_images (studio_id, sha256),
    check (text <> '' or image_sha256 is not null)
);

create index watermarks_to_apply on watermarks (studio_id) where not applied;
