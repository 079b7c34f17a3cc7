-- Studios take turns at the workers; each one's pictures come in the order of due_at, made for the first time before made again.
alter table assets
    add column due_at timestamptz not null default now(),
    add column remake boolean     not null default false;

create index assets_due on assets (remake, studio_id, due_at) where status = 'pending';

create table rendering_turns (
    studio_id uuid primary key,
    served_at timestamptz not null
);
