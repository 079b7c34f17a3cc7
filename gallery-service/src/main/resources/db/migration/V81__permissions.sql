-- Leave that studios give to people of other studios, and to those without one, for a single gallery. Rows stay when they are over.
create table gallery_permissions (
    id         uuid primary key,
    gallery_id uuid         not null references galleries (id) on delete cascade,
    studio_id  uuid         not null,
    email      varchar(254) not null, -- as it was written
    -- Whose it is, once an account with that address was known; from then on the address does not matter.
    account_id uuid,
    level      varchar(8)   not null check (level in ('view', 'copy', 'edit')),
    -- Part of the grant in signed URLs: counting up withdraws all URLs given out before.
    epoch      integer      not null,
    granted_at timestamptz  not null,
    revoked_at timestamptz
);

create unique index gallery_permissions_in_force on gallery_permissions (gallery_id, lower(email)) where revoked_at is null;
create index gallery_permissions_of_gallery on gallery_permissions (gallery_id, id desc);
create index gallery_permissions_of_studio on gallery_permissions (studio_id, id desc);
create index gallery_permissions_of_account on gallery_permissions (account_id, gallery_id)
    where account_id is not null and revoked_at is null;
create index gallery_permissions_waiting on gallery_permissions (lower(email)) where account_id is null and revoked_at is null;

-- Who gave, changed or took it, and when.
create table gallery_permission_steps (
    permission_id uuid        not null references gallery_permissions (id) on delete cascade,
    number        integer     not null,
    at            timestamptz not null,
    account_id    uuid,        -- null when that account is gone
    name          varchar(256),
    level         varchar(8),  -- null: it was taken, or given back
    given_back    boolean     not null default false,
    primary key (permission_id, number)
);

create index gallery_permission_steps_by_account on gallery_permission_steps (account_id) where account_id is not null;

-- People by the name they sign in with; empty until their account is heard again.
alter table people
    add column name varchar(50) not null default '';

-- A letter may also be about a permission, to an address that has no account.
alter table letters
    add column permission_id uuid unique references gallery_permissions (id) on delete cascade,
    add column language varchar(8),
    alter column account_id drop not null,
    drop constraint letters_account_id_notice_id_key;
create unique index letters_to_accounts on letters (account_id, notice_id) nulls not distinct where permission_id is null;
alter table letters
    add check ((account_id is null) = (permission_id is not null));

-- How far the clock of somebody's camera was off while a gallery's photos were taken, in seconds to be added.
create table clock_corrections (
    gallery_id uuid    not null references galleries (id) on delete cascade,
    account_id uuid    not null,
    seconds    integer not null,
    primary key (gallery_id, account_id)
);

-- What was added to the time the camera said; taken_at has it.
alter table photos
    add column clock_seconds integer not null default 0;

create index photos_of_gallery_by_owner on photos (gallery_id, owner_id, position, id);
