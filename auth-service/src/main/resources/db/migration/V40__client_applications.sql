-- Lists of addresses and scopes are as long as an admin makes them.
alter table oauth2_registered_client
    alter column redirect_uris type text,
    alter column post_logout_redirect_uris type text,
    alter column scopes type text,
    alter column client_settings type text,
    alter column token_settings type text;

alter table oauth2_authorization_consent
    add column granted_at timestamptz not null default current_timestamp;
create index oauth2_authorization_consent_principal on oauth2_authorization_consent (principal_name);
create index oauth2_authorization_client on oauth2_authorization (registered_client_id);

-- Refresh tokens that were redeemed. One that is presented again has been stolen, from the client or by it.
create table used_refresh_token (
    token_digest     bytea primary key,
    authorization_id varchar(100) not null references oauth2_authorization (id) on delete cascade,
    used_at          timestamptz  not null
);
create index used_refresh_token_authorization on used_refresh_token (authorization_id);
create index used_refresh_token_used on used_refresh_token (used_at);
