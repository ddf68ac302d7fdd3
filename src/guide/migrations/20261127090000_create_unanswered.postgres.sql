-- What people asked and the catalogue had no answer to: known words only, never whose question it was nor when exactly.
CREATE TABLE guide_unanswered (
  words TEXT NOT NULL PRIMARY KEY,
  times BIGINT NOT NULL,
  last_month TEXT NOT NULL
);
