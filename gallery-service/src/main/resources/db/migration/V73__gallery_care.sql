-- A locked gallery keeps its photos as they are; an archived one is out of the way. Both are decided by people.
alter table galleries
    add column locked     boolean not null default false,
    add column archived   boolean not null default false,
    add column event_date date;
