-- Sessions of coding agents and what they edited, what anybody declared, and what people should look at.
ALTER TABLE task ADD COLUMN waits_for TEXT;      -- parked: the task whose open attempt is in the way
ALTER TABLE task ADD COLUMN waits_until INTEGER; -- parked: then it starts whatever is in the way
CREATE INDEX task_waits_for ON task (waits_for) WHERE waits_for IS NOT NULL;
ALTER TABLE agent ADD COLUMN interactive INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outcome ADD COLUMN landing TEXT;

CREATE TABLE session (
  session    TEXT PRIMARY KEY,
  vendor     TEXT    NOT NULL,
  agent_id   TEXT    NOT NULL,
  repo       TEXT,
  worktree   TEXT,
  branch     TEXT,
  model      TEXT,
  task_id    TEXT, -- its latest task, open or ended
  test_exit  INTEGER, -- of the latest test command of that task
  opened_at  INTEGER NOT NULL,
  last_at    INTEGER NOT NULL,
  closed_at  INTEGER,
  closed_why TEXT
) WITHOUT ROWID;
CREATE INDEX session_open ON session (last_at) WHERE closed_at IS NULL;
CREATE INDEX session_worktree ON session (worktree);

CREATE TABLE session_edit (
  session    TEXT    NOT NULL,
  repo       TEXT    NOT NULL,
  worktree   TEXT    NOT NULL,
  path       TEXT    NOT NULL,
  task_id    TEXT    NOT NULL, -- empty before the first prompt
  at         INTEGER NOT NULL,
  landed     TEXT, -- the commit that holds it
  PRIMARY KEY (session, repo, worktree, path, task_id)
) WITHOUT ROWID;
CREATE INDEX session_edit_task ON session_edit (task_id, at);

CREATE TABLE unleased_edit (
  seq      INTEGER PRIMARY KEY,
  at       INTEGER NOT NULL,
  repo     TEXT    NOT NULL,
  worktree TEXT    NOT NULL,
  path     TEXT    NOT NULL,
  session  TEXT,
  subagent TEXT,
  agent    TEXT
);

CREATE TABLE declaration (
  id        TEXT PRIMARY KEY,
  repo      TEXT    NOT NULL,
  worktree  TEXT    NOT NULL,
  session   TEXT    NOT NULL,
  subagent  TEXT,
  agent     TEXT    NOT NULL,
  task_id   TEXT,
  slot      INTEGER, -- of a scheduled attempt
  intent    TEXT,
  read_only INTEGER NOT NULL,
  state     TEXT    NOT NULL,
  at        INTEGER NOT NULL,
  until     INTEGER
) WITHOUT ROWID;
CREATE INDEX declaration_repo ON declaration (repo) WHERE state <> 'ENDED';
CREATE INDEX declaration_task ON declaration (task_id) WHERE state <> 'ENDED';
CREATE INDEX declaration_session ON declaration (session) WHERE state <> 'ENDED';

CREATE TABLE declared_file (
  place          INTEGER PRIMARY KEY AUTOINCREMENT, -- who declared earlier
  declaration_id TEXT NOT NULL,
  path           TEXT NOT NULL,
  lines          TEXT NOT NULL,
  UNIQUE (declaration_id, path)
);
CREATE INDEX declared_file_path ON declared_file (path);

CREATE TABLE notice (
  id          TEXT PRIMARY KEY,
  kind        TEXT    NOT NULL,
  at          INTEGER NOT NULL,
  last_at     INTEGER NOT NULL,
  count       INTEGER NOT NULL,
  repo        TEXT,
  agent       TEXT,
  text        TEXT    NOT NULL,
  reviewed_at INTEGER
) WITHOUT ROWID;
CREATE INDEX notice_open ON notice (last_at) WHERE reviewed_at IS NULL;

INSERT INTO sequence VALUES ('event', 0); -- the newest event that was forgotten
