-- What an admin has set differently from the configuration; a setting without a row is as configured.
create table setting (
    name       varchar(60) primary key,
    value      varchar(500) not null,
    changed_at timestamptz  not null,
    -- No foreign key: a setting outlives the account of whoever changed it.
    changed_by uuid
);
