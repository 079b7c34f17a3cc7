-- The point of the cover that stays in view wherever a frame cuts something off: from the left and from the top, 0 to 1.
alter table galleries
    add column cover_focus_x double precision not null default 0.5 check (cover_focus_x between 0 and 1),
    add column cover_focus_y double precision not null default 0.5 check (cover_focus_y between 0 and 1);
