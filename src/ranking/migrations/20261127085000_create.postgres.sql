-- Figures by unit, procedure, officer, channel and time (figure.h), counted from the events. A making is all of them as one
-- counting left them; readers look at the one that ranking_state names, while another may be in the making.
-- view 1: all procedures together; 2: by procedure; 3: by the post of an officer. scope: unit, "" for the whole province.
-- item: "" in view 1, a procedure, a post. grain 1 day, 2 month, 3 quarter, 4 year (the last two in view 1 only).
CREATE TABLE ranking_cell (
  made      BIGINT NOT NULL,
  view      BIGINT NOT NULL,
  grain     BIGINT NOT NULL,
  start     BIGINT NOT NULL,  -- days since 1970 in the province's time
  scope     TEXT COLLATE "C" NOT NULL,
  item      TEXT COLLATE "C" NOT NULL,
  channel   BIGINT NOT NULL,
  received           BIGINT NOT NULL DEFAULT 0,
  taken_over         BIGINT NOT NULL DEFAULT 0,
  not_accepted       BIGINT NOT NULL DEFAULT 0,
  early              BIGINT NOT NULL DEFAULT 0,
  on_time            BIGINT NOT NULL DEFAULT 0,
  overdue            BIGINT NOT NULL DEFAULT 0,
  withdrawn          BIGINT NOT NULL DEFAULT 0,
  stopped            BIGINT NOT NULL DEFAULT 0,
  handed_over        BIGINT NOT NULL DEFAULT 0,
  re_appointed       BIGINT NOT NULL DEFAULT 0,
  ended_re_appointed BIGINT NOT NULL DEFAULT 0,
  in_process         BIGINT NOT NULL DEFAULT 0,
  supplement         BIGINT NOT NULL DEFAULT 0,
  paused             BIGINT NOT NULL DEFAULT 0,
  late               BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (made, view, grain, start, scope, item, channel)
);

-- How many dossiers ended after so much working time.
CREATE TABLE ranking_time (
  made      BIGINT NOT NULL,
  view      BIGINT NOT NULL,
  grain     BIGINT NOT NULL,
  start     BIGINT NOT NULL,  -- days since 1970 in the province's time
  scope     TEXT COLLATE "C" NOT NULL,
  item      TEXT COLLATE "C" NOT NULL,
  channel   BIGINT NOT NULL,
  minutes   BIGINT NOT NULL,
  dossiers  BIGINT NOT NULL,
  PRIMARY KEY (made, view, grain, start, scope, item, channel, minutes)
);

-- One row. rule: what the making was counted by, "" when nothing was counted yet.
CREATE TABLE ranking_state (
  id        BIGINT PRIMARY KEY,
  made      BIGINT NOT NULL,
  last_made BIGINT NOT NULL,
  rule      TEXT NOT NULL
);
INSERT INTO ranking_state (id, made, last_made, rule) VALUES (1, 0, 0, '');
