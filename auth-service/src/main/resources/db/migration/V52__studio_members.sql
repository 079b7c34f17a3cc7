-- One studio an account; what the account may do there, and what it was before it came.
alter table account
    add column studio_role        varchar(20) check (studio_role in ('OWNER', 'MANAGER', 'MEMBER')),
    add column studio_joined_at   timestamptz,
    add column role_before_studio varchar(20) check (role_before_studio in ('ADMIN', 'PHOTOGRAPHER', 'USER', 'VIEWER'));
update account set studio_role = 'OWNER', studio_joined_at = created_at where studio_id is not null;
alter table account add constraint account_studio_role check ((studio_id is null) = (studio_role is null));

create table studio_invitation (
    id           uuid primary key,
    studio_id    uuid         not null references studio (id) on delete cascade,
    email        varchar(254) not null,
    role         varchar(20)  not null check (role in ('OWNER', 'MANAGER', 'MEMBER')),
    -- No foreign key: an invitation outlives the account of whoever wrote it.
    invited_by   uuid         not null,
    -- Made when the letter leaves; null until then.
    token_digest bytea,
    expires_at   timestamptz  not null,
    created_at   timestamptz  not null
);
create unique index studio_invitation_address on studio_invitation (studio_id, lower(email));
create index studio_invitation_token on studio_invitation (token_digest);
create index studio_invitation_expiry on studio_invitation (expires_at);
