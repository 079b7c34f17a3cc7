-- How often was tried what, shared by all instances; kept by Bucket4j. The ids are keyed digests: no address and no name rests here.
create table rate_limit (
    id         varchar(64) primary key,
    state      bytea,
    -- In milliseconds since 1970.
    expires_at bigint
);
create index rate_limit_expires on rate_limit (expires_at);
