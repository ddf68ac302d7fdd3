-- Filters of the work list that an official keeps by name.
CREATE TABLE workflow_filter (
  official  BLOB NOT NULL,
  name      TEXT NOT NULL,
  view      TEXT NOT NULL,
  procedure TEXT NOT NULL,
  step      TEXT NOT NULL,
  channel   TEXT NOT NULL,
  PRIMARY KEY (official, name)
) STRICT, WITHOUT ROWID;
