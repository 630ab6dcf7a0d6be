-- The live figures are of the latest outcomes of all, and of what happened since the oldest of these.
CREATE INDEX outcome_closed ON outcome (at);
CREATE INDEX unleased_edit_at ON unleased_edit (at);

-- Models by their cards; `body` is the file whose digest the card names.
CREATE TABLE model (
  id    TEXT PRIMARY KEY,
  state TEXT    NOT NULL,
  at    INTEGER NOT NULL,
  card  TEXT    NOT NULL,
  body  BLOB    NOT NULL
) WITHOUT ROWID;

-- The one learner of a swarm under its epoch, with all that it learned so far.
CREATE TABLE learner (
  swarm      TEXT    PRIMARY KEY,
  epoch      INTEGER NOT NULL,
  holder     TEXT    NOT NULL,
  learned    INTEGER NOT NULL DEFAULT 0, -- outcomes, all of them
  statistics BLOB,
  state      TEXT                        -- the canary, the alarms, what is pinned
) WITHOUT ROWID;

-- In which order outcomes were learned, so that learning can be repeated.
ALTER TABLE outcome ADD COLUMN learned_as INTEGER;
CREATE INDEX outcome_learned ON outcome (learned_as) WHERE learned_as IS NOT NULL;
CREATE INDEX outcome_learn ON outcome (at) WHERE learned = 'false';

-- The median that grades are measured by.
CREATE INDEX outcome_type ON outcome (type, at) WHERE duration_ms IS NOT NULL;

-- Advice that was recorded, for tasks that others run.
CREATE TABLE advice (
  id     TEXT PRIMARY KEY,
  at     INTEGER NOT NULL,
  type   TEXT    NOT NULL,
  value  REAL    NOT NULL,
  source TEXT,
  whole  TEXT    NOT NULL
) WITHOUT ROWID;

CREATE TABLE advice_outcome (
  id          TEXT PRIMARY KEY,
  at          INTEGER NOT NULL,
  source      TEXT,
  success     INTEGER NOT NULL,
  duration_ms INTEGER,
  tokens      INTEGER,
  conflicts   INTEGER,
  learned     TEXT    NOT NULL CHECK (learned IN ('false', 'true', 'excluded')),
  learned_as  INTEGER
) WITHOUT ROWID;
CREATE INDEX advice_outcome_learned ON advice_outcome (learned_as) WHERE learned_as IS NOT NULL;
CREATE INDEX advice_outcome_closed ON advice_outcome (at);
CREATE INDEX advice_outcome_learn ON advice_outcome (at) WHERE learned = 'false';

-- Outcomes that somebody reported and nobody learns, with the reason.
CREATE TABLE quarantine (
  seq         INTEGER PRIMARY KEY AUTOINCREMENT,
  decision_id TEXT    NOT NULL,
  source      TEXT,
  reason      TEXT    NOT NULL,
  report      TEXT    NOT NULL,
  at          INTEGER NOT NULL
);
CREATE INDEX quarantine_decision ON quarantine (decision_id);
