-- What a ZIP was made of when it was asked for: any instance sends any part of it, always the same bytes.
create table zip_orders (
    id         uuid        primary key,
    grant_name text        not null, -- whose order it is; nobody else gets it
    filename   text        not null,
    size_bytes bigint      not null,
    etag       text        not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null
);

create index zip_orders_expires_at on zip_orders (expires_at);

create table zip_entries (
    order_id    uuid        not null references zip_orders on delete cascade,
    position    int         not null,
    key         text        not null,
    rendition   text,       -- none for the original
    name        text        not null,
    size_bytes  bigint      not null,
    crc32       bigint      not null,
    modified_at timestamptz not null,
    primary key (order_id, position)
);
