-- Pictures that stand for a studio. Which one is shown is decided where its branding is kept.
create table logos (
    studio_id uuid        not null,
    sha256    text        not null,
    ground    text        not null check (ground in ('light', 'dark')),
    png       bytea       not null,
    stored_at timestamptz not null default now(),
    primary key (studio_id, sha256, ground)
);
