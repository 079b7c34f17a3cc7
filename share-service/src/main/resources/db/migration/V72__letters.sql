-- Letters that the mail server has not taken yet; a row goes when its letter did.
create table letters (
    id              uuid        primary key,
    recipient       text        not null,
    reply_to        text,
    language        text        not null,
    subject         text        not null,
    text            text        not null,
    html            text        not null,
    attempts        int         not null default 0,
    next_attempt_at timestamptz not null,
    created_at      timestamptz not null
);

create index letters_due on letters (next_attempt_at);
