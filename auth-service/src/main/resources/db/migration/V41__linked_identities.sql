-- People as other OpenID providers know them. Issuer and subject together name one person for ever; the address may change there.
create table linked_identity (
    issuer       varchar(500) not null,
    subject      varchar(255) not null,
    account_id   uuid         not null references account (id) on delete cascade,
    linked_at    timestamptz  not null,
    last_used_at timestamptz  not null,
    primary key (issuer, subject)
);
create index linked_identity_account on linked_identity (account_id);
