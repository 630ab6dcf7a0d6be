-- Strategies that are or were compared; `state` is what the judge remembers of an open one.
CREATE TABLE experiment (
  id      TEXT    PRIMARY KEY,
  at      INTEGER NOT NULL,
  open    INTEGER NOT NULL,
  learned INTEGER NOT NULL, -- outcomes of the learner when it was changed last
  whole   TEXT    NOT NULL,
  state   TEXT    NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX experiment_open ON experiment (open) WHERE open = 1;
