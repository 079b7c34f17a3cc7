-- The people a studio works for. Names come from lists, addresses that were shared to, and forms.
create table customers (
    id               uuid primary key,
    studio_id        uuid         not null,
    name             varchar(120) not null,
    email            varchar(254) not null,
    phone            varchar(20),
    notes            text,
    status           varchar(16)  not null check (status in ('active', 'inactive')),
    last_accessed_at timestamptz,
    created_at       timestamptz  not null,
    updated_at       timestamptz  not null
);

create index customers_of_studio on customers (studio_id, id desc);

-- Every address a customer is known by, the one of the row above among them: after two were merged there are several.
create table customer_addresses (
    studio_id   uuid         not null,
    address     varchar(254) not null, -- in lower case
    email       varchar(254) not null, -- as it was written
    customer_id uuid         not null references customers (id) on delete cascade,
    primary key (studio_id, address)
);

create index customer_addresses_of on customer_addresses (customer_id);

create table customer_galleries (
    customer_id uuid        not null references customers (id) on delete cascade,
    gallery_id  uuid        not null references galleries (id) on delete cascade,
    assigned_at timestamptz not null,
    primary key (customer_id, gallery_id)
);

create index customer_galleries_by_gallery on customer_galleries (gallery_id);

-- What share-service told about links: whose they are and for which customer. No address is kept with them.
create table heard_links (
    link_id     uuid primary key,
    studio_id   uuid not null,
    gallery_id  uuid not null,
    created_by  uuid,
    customer_id uuid references customers (id) on delete set null
);

create index heard_links_of_customer on heard_links (customer_id) where customer_id is not null;
create index heard_links_of_studio on heard_links (studio_id);
