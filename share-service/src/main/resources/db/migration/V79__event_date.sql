-- When what the photos show took place, for clients to read.
alter table galleries
    add column event_date date;
