CREATE TABLE feedback_opinion (
  id          BYTEA PRIMARY KEY,
  submission  BYTEA NOT NULL UNIQUE,  -- keyed digest of form and words: the same form sent twice is one opinion
  unit        TEXT NOT NULL,
  state       BIGINT NOT NULL,
  version     BIGINT NOT NULL,
  received_at BIGINT NOT NULL,
  changed_at  BIGINT,
  changed_by  BYTEA,
  sealed      BYTEA NOT NULL,
  sealed_note BYTEA
);
CREATE INDEX feedback_opinion_of_unit ON feedback_opinion (unit, state, id);
CREATE INDEX feedback_opinion_of_state ON feedback_opinion (state, id);
