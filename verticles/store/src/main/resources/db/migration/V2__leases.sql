-- A file has one live lease at most in one worktree; what ended stays for the pages and the checks of landings.
CREATE TABLE lease (
  id           TEXT PRIMARY KEY,
  repo         TEXT    NOT NULL, -- real path of the git common directory
  worktree     TEXT    NOT NULL,
  path         TEXT    NOT NULL,
  session      TEXT    NOT NULL,
  subagent     TEXT,
  agent        TEXT    NOT NULL,
  task_id      TEXT,
  intent       TEXT,
  fence        INTEGER NOT NULL UNIQUE,
  granted_at   INTEGER NOT NULL,
  renewed_at   INTEGER NOT NULL,
  until        INTEGER NOT NULL,
  held_at_most INTEGER NOT NULL,
  lent         INTEGER NOT NULL DEFAULT 0,
  edits        INTEGER NOT NULL DEFAULT 0,
  ended_at     INTEGER,
  ended_why    TEXT
) WITHOUT ROWID;
CREATE UNIQUE INDEX lease_live ON lease (repo, worktree, path) WHERE ended_at IS NULL;
CREATE INDEX lease_task ON lease (task_id) WHERE task_id IS NOT NULL;
CREATE INDEX lease_ended ON lease (ended_at) WHERE ended_at IS NOT NULL;
