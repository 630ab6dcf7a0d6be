-- Instants are milliseconds since 1970 in UTC; lists and objects are JSON; enums are their Java names.

CREATE TABLE task (
  seq               INTEGER PRIMARY KEY AUTOINCREMENT,
  id                TEXT    NOT NULL UNIQUE,
  state             TEXT    NOT NULL,
  type              TEXT    NOT NULL,
  title             TEXT    NOT NULL,
  text              TEXT    NOT NULL,
  value             REAL    NOT NULL,
  repo              TEXT,
  files             TEXT    NOT NULL,
  priority          INTEGER NOT NULL,
  deadline          INTEGER,
  capabilities      TEXT    NOT NULL,
  language          TEXT,
  depends_on        TEXT    NOT NULL,
  agents            INTEGER,
  parts             INTEGER,
  source            TEXT    NOT NULL,
  attempts          INTEGER NOT NULL DEFAULT 0,
  reason            TEXT,
  held              TEXT,
  estimate          TEXT    NOT NULL,
  open_dependencies INTEGER NOT NULL,
  not_before        INTEGER NOT NULL DEFAULT 0,
  short_since       INTEGER, -- since when a pinned task waits for its agents
  submitted_at      INTEGER NOT NULL,
  updated_at        INTEGER NOT NULL
);
CREATE INDEX task_state ON task (state, seq);
CREATE INDEX task_admission ON task (priority DESC, seq) WHERE state = 'READY' AND open_dependencies = 0;

CREATE TABLE task_dependency (
  task_id    TEXT NOT NULL,
  depends_on TEXT NOT NULL,
  PRIMARY KEY (task_id, depends_on)
) WITHOUT ROWID;
CREATE INDEX task_dependency_reverse ON task_dependency (depends_on);

CREATE TABLE idempotency_key (
  key          TEXT PRIMARY KEY,
  request_hash TEXT    NOT NULL,
  task_id      TEXT    NOT NULL,
  response     TEXT    NOT NULL,
  at           INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE decision (
  id                         TEXT PRIMARY KEY,
  task_id                    TEXT    NOT NULL,
  attempt_id                 TEXT    NOT NULL,
  at                         INTEGER NOT NULL,
  features_version           INTEGER NOT NULL,
  task_complexity            REAL,
  agent_count                REAL,
  memory_usage_percent       REAL,
  cpu_utilization            REAL,
  cache_hit_ratio            REAL,
  historical_success_rate    REAL,
  cross_agent_communication  REAL,
  semantic_cache_efficiency  REAL,
  neural_pattern_confidence  REAL,
  resource_contention_score  REAL,
  mask                       INTEGER NOT NULL, -- bit n-1 is set when n was allowed
  propensities               TEXT    NOT NULL,
  agents                     INTEGER NOT NULL,
  model                      TEXT    NOT NULL,
  provenance                 TEXT    NOT NULL,
  utility_version            INTEGER NOT NULL,
  mode                       TEXT    NOT NULL,
  whole                      TEXT    NOT NULL  -- the decision with its explanation
);
CREATE INDEX decision_task ON decision (task_id);

CREATE TABLE attempt (
  id          TEXT PRIMARY KEY,
  task_id     TEXT    NOT NULL,
  number      INTEGER NOT NULL,
  decision_id TEXT    NOT NULL,
  epoch       INTEGER NOT NULL,
  opened_at   INTEGER NOT NULL,
  closed_at   INTEGER,
  result      TEXT,
  UNIQUE (task_id, number)
);
CREATE INDEX attempt_open ON attempt (opened_at) WHERE closed_at IS NULL;

CREATE TABLE slot (
  attempt_id        TEXT    NOT NULL,
  slot              INTEGER NOT NULL,
  agent_id          TEXT    NOT NULL,
  state             TEXT    NOT NULL,
  bound_at          INTEGER NOT NULL,
  fence             INTEGER UNIQUE,
  renewed           INTEGER NOT NULL DEFAULT 0,
  lease_until       INTEGER,
  claimed_at        INTEGER,
  ended_at          INTEGER,
  result            TEXT,
  pid               INTEGER,
  from_at           INTEGER,
  to_at             INTEGER,
  duration_ms       INTEGER,
  peak_memory_bytes INTEGER,
  tokens            INTEGER,
  exit_code         INTEGER,
  files             TEXT,
  percent           INTEGER,
  message           TEXT,
  PRIMARY KEY (attempt_id, slot)
) WITHOUT ROWID;
CREATE INDEX slot_open ON slot (agent_id) WHERE state <> 'ENDED';
CREATE INDEX slot_memory ON slot (ended_at) WHERE peak_memory_bytes IS NOT NULL;

CREATE TABLE outcome (
  attempt_id        TEXT PRIMARY KEY,
  task_id           TEXT    NOT NULL,
  at                INTEGER NOT NULL,
  type              TEXT    NOT NULL,
  repo              TEXT,
  result            TEXT    NOT NULL,
  agents            INTEGER NOT NULL,
  duration_ms       INTEGER,
  tokens            INTEGER,
  peak_memory_bytes INTEGER,
  conflicts         INTEGER NOT NULL,
  learned           TEXT    NOT NULL CHECK (learned IN ('false', 'true', 'excluded'))
) WITHOUT ROWID;
CREATE INDEX outcome_task ON outcome (task_id);
CREATE INDEX outcome_history ON outcome (repo, type, at);
CREATE INDEX outcome_latest ON outcome (repo, at);

CREATE TABLE label (
  attempt_id TEXT    NOT NULL,
  evidence   TEXT    NOT NULL,
  at         INTEGER NOT NULL,
  PRIMARY KEY (attempt_id, evidence)
) WITHOUT ROWID;

CREATE TABLE agent (
  id                TEXT PRIMARY KEY,
  name              TEXT    NOT NULL UNIQUE,
  instance          TEXT    NOT NULL,
  kind              TEXT    NOT NULL,
  capabilities      TEXT    NOT NULL,
  languages         TEXT    NOT NULL,
  offline           INTEGER NOT NULL DEFAULT 0,
  deaf              INTEGER NOT NULL DEFAULT 0, -- was bound in vain; heard again when it claims
  registered_at     INTEGER NOT NULL,
  last_heartbeat    INTEGER NOT NULL,
  free_memory_bytes INTEGER,
  load              REAL,
  slots_ended       INTEGER NOT NULL DEFAULT 0,
  slots_expired     INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE event (
  seq       INTEGER PRIMARY KEY,
  at        INTEGER NOT NULL,
  subject   TEXT    NOT NULL,
  body      TEXT    NOT NULL,
  published INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX event_outbox ON event (seq) WHERE published = 0;

CREATE TABLE sequence (
  name  TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO sequence VALUES ('fence', 0);

CREATE TABLE scheduler (
  swarm  TEXT PRIMARY KEY,
  epoch  INTEGER NOT NULL,
  holder TEXT    NOT NULL
) WITHOUT ROWID;
