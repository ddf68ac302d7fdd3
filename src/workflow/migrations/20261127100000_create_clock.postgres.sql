-- The clock of the step in hand, of each dossier whose clock runs: whom it calls and when, and what will be late.
-- Follows from the dossier's state and stands in the transaction of each act; next_at: when it has to be looked at.
-- Dossiers from before have catalogue_version 0 and are looked at once.
CREATE TABLE workflow_clock (
  dossier           BYTEA PRIMARY KEY,
  unit              TEXT NOT NULL,  -- the agency whose step it is
  receiving_unit    TEXT NOT NULL,
  procedure         TEXT NOT NULL,
  catalogue_version BIGINT NOT NULL,
  channel           BIGINT NOT NULL,
  step              TEXT NOT NULL,  -- "acceptance" before acceptance
  holder            BYTEA,
  given_to          BYTEA,
  since             BIGINT NOT NULL,
  step_due          BIGINT,
  due_at            BIGINT,
  next_at           BIGINT
);
CREATE INDEX workflow_clock_by_unit ON workflow_clock (unit);
CREATE INDEX workflow_clock_by_receiving ON workflow_clock (receiving_unit) WHERE receiving_unit <> unit;
CREATE INDEX workflow_clock_by_next ON workflow_clock (next_at) WHERE next_at IS NOT NULL;

INSERT INTO workflow_clock (dossier, unit, receiving_unit, procedure, catalogue_version, channel, step, holder, given_to,
                            since, step_due, due_at, next_at)
SELECT id, solving_unit, receiving_unit, procedure, 0, channel, COALESCE(step, CASE WHEN status = 1 THEN 'acceptance' ELSE '' END), holder, given_to,
       0, NULL, due_at, 0
FROM dossier_dossier WHERE status IN (1, 2, 4);

-- Who was called, by which rung, for which date of which step, and whether it was seen. The key is what makes a call
-- recorded once, whoever looks and however often.
CREATE TABLE workflow_call (
  post            BYTEA NOT NULL,
  dossier         BYTEA NOT NULL,
  step            TEXT NOT NULL,
  step_due        BIGINT NOT NULL,
  rung            TEXT NOT NULL,
  called          TEXT NOT NULL,
  caller          BYTEA,              -- the post of who reminds; none: the clock
  called_at       BIGINT NOT NULL,
  acknowledged_at BIGINT,
  PRIMARY KEY (post, dossier, step, step_due, rung)
);
CREATE INDEX workflow_call_by_post ON workflow_call (post, called_at) WHERE acknowledged_at IS NULL;
CREATE INDEX workflow_call_by_dossier ON workflow_call (dossier);

-- Who has solved which procedure: one row for each dossier, the last time it was sent for approval.
CREATE TABLE workflow_solved (
  unit      TEXT NOT NULL,
  procedure TEXT NOT NULL,
  post      TEXT NOT NULL,  -- as events write it
  dossier   BYTEA NOT NULL,
  at        BIGINT NOT NULL,
  PRIMARY KEY (unit, procedure, post, dossier)
);

INSERT INTO workflow_solved (unit, procedure, post, dossier, at)
SELECT d.solving_unit, d.procedure, e.actor, e.dossier, MAX(e.occurred_at)
FROM dossier_event e JOIN dossier_dossier d ON d.id = e.dossier
WHERE e.type = 'step_completed' AND e.actor_kind = 0 AND e.payload LIKE '%"solve"%' AND e.payload LIKE '%"returned":false%'
GROUP BY d.solving_unit, d.procedure, e.actor, e.dossier;
