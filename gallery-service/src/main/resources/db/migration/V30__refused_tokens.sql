-- Access tokens that are refused although they have not expired, by the account or the personal API token they are of.
create table refused_tokens (
    subject       uuid primary key,
    every_token   boolean     not null,
    -- Of an account: tokens issued before are refused, and those that say other roles than these.
    issued_before timestamptz not null,
    roles         text        not null,
    changed_at    timestamptz not null,
    -- Instances read what was noted lately.
    noted_at      timestamptz not null,
    expires_at    timestamptz not null
);
create index refused_tokens_noted on refused_tokens (noted_at);
create index refused_tokens_expires on refused_tokens (expires_at);
