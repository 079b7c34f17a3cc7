-- The point of a cover that stays in view, from the left and from the top, 0 to 1.
alter table galleries
    add column cover_focus_x double precision not null default 0.5,
    add column cover_focus_y double precision not null default 0.5;
