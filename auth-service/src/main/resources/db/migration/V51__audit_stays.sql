-- Rights do not bind an owner who grants them back, nor a superuser; this does.
create function refuse_audit_change() returns trigger language plpgsql as $$
begin
    raise exception 'The audit log is only ever added to' using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_event_stays
    before update or delete or truncate on audit_event
    for each statement execute function refuse_audit_change();
