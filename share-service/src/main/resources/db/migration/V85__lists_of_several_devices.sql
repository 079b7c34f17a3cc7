-- Lists in an order of the visitor's own; a deleted one stays as a row, so that what another device put into it
-- meanwhile brings it back.
alter table choice_lists add column position int not null default 0;
alter table choice_lists add column deleted_at timestamptz;

create index choice_lists_deleted on choice_lists (deleted_at) where deleted_at is not null;
