-- Figures by unit, procedure, officer, channel and time (figure.h), counted from the events. A making is all of them as one
-- counting left them; readers look at the one that ranking_state names, while another may be in the making.
-- view 1: all procedures together; 2: by procedure; 3: by the post of an officer. scope: unit, "" for the whole province.
-- item: "" in view 1, a procedure, a post. grain 1 day, 2 month, 3 quarter, 4 year (the last two in view 1 only).
CREATE TABLE ranking_cell (
  made      INTEGER NOT NULL,
  view      INTEGER NOT NULL,
  grain     INTEGER NOT NULL,
  start     INTEGER NOT NULL,  -- days since 1970 in the province's time
  scope     TEXT NOT NULL,
  item      TEXT NOT NULL,
  channel   INTEGER NOT NULL,
  received           INTEGER NOT NULL DEFAULT 0,
  taken_over         INTEGER NOT NULL DEFAULT 0,
  not_accepted       INTEGER NOT NULL DEFAULT 0,
  early              INTEGER NOT NULL DEFAULT 0,
  on_time            INTEGER NOT NULL DEFAULT 0,
  overdue            INTEGER NOT NULL DEFAULT 0,
  withdrawn          INTEGER NOT NULL DEFAULT 0,
  stopped            INTEGER NOT NULL DEFAULT 0,
  handed_over        INTEGER NOT NULL DEFAULT 0,
  re_appointed       INTEGER NOT NULL DEFAULT 0,
  ended_re_appointed INTEGER NOT NULL DEFAULT 0,
  in_process         INTEGER NOT NULL DEFAULT 0,
  supplement         INTEGER NOT NULL DEFAULT 0,
  paused             INTEGER NOT NULL DEFAULT 0,
  late               INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (made, view, grain, start, scope, item, channel)
) STRICT, WITHOUT ROWID;

-- How many dossiers ended after so much working time.
CREATE TABLE ranking_time (
  made      INTEGER NOT NULL,
  view      INTEGER NOT NULL,
  grain     INTEGER NOT NULL,
  start     INTEGER NOT NULL,  -- days since 1970 in the province's time
  scope     TEXT NOT NULL,
  item      TEXT NOT NULL,
  channel   INTEGER NOT NULL,
  minutes   INTEGER NOT NULL,
  dossiers  INTEGER NOT NULL,
  PRIMARY KEY (made, view, grain, start, scope, item, channel, minutes)
) STRICT, WITHOUT ROWID;

-- One row. rule: what the making was counted by, "" when nothing was counted yet.
CREATE TABLE ranking_state (
  id        INTEGER PRIMARY KEY,
  made      INTEGER NOT NULL,
  last_made INTEGER NOT NULL,
  rule      TEXT NOT NULL
) STRICT;
INSERT INTO ranking_state (id, made, last_made, rule) VALUES (1, 0, 0, '');
