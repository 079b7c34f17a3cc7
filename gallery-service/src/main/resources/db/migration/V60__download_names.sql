-- Whether originals of the studio are saved under their own names, or under the time they were taken and four signs.
alter table studios
    add column download_names varchar(16) not null default 'original' check (download_names in ('original', 'dated'));
