-- Every security event. The service may add and read, never change: see the revoke below.
create table audit_event (
    id          uuid primary key,
    occurred_at timestamptz  not null,
    action      varchar(60)  not null,
    -- Who did it; null when nobody was signed in. No foreign keys: the log outlives accounts.
    actor_id    uuid,
    -- Whom or what it was done to.
    subject_id  uuid,
    studio_id   uuid,
    address     varchar(45),
    user_agent  varchar(300),
    details     jsonb        not null
);
create index audit_event_occurred on audit_event (occurred_at desc, id desc);
create index audit_event_actor on audit_event (actor_id, occurred_at desc);
create index audit_event_subject on audit_event (subject_id, occurred_at desc);
create index audit_event_action on audit_event (action, occurred_at desc);

revoke update, delete, truncate on audit_event from current_user;
