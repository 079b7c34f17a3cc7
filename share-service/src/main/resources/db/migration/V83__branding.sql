-- How studios look, as gallery-service last said; one that is not here looks as the platform does.
create table studio_branding (
    studio_id uuid  primary key,
    looks     jsonb not null
);
