-- All of an account is looked for when the account is deleted.
create index reservations_owner on reservations (owner_id);
create index assets_owner on assets (owner_id);
