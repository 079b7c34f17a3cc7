-- What galleries are found by on the public site, besides their photos: words of name, description and studio.
create table gallery_words (
    gallery_id uuid     primary key references galleries (id) on delete cascade,
    terms      tsvector not null
);

create index gallery_words_by_term on gallery_words using gin (terms);
