CREATE TABLE feedback_opinion (
  id          BLOB PRIMARY KEY,
  submission  BLOB NOT NULL UNIQUE,  -- keyed digest of form and words: the same form sent twice is one opinion
  unit        TEXT NOT NULL,
  state       INTEGER NOT NULL,
  version     INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  changed_at  INTEGER,
  changed_by  BLOB,
  sealed      BLOB NOT NULL,
  sealed_note BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX feedback_opinion_of_unit ON feedback_opinion (unit, state, id);
CREATE INDEX feedback_opinion_of_state ON feedback_opinion (state, id);
