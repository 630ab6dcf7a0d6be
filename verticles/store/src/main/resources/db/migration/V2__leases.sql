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
  fence        INTEGER NOT NULL UNIQUE, -- anew for each holder, so it orders the holders of a file
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
CREATE INDEX lease_file ON lease (repo, worktree, path, fence);
CREATE INDEX lease_task ON lease (task_id) WHERE task_id IS NOT NULL;
CREATE INDEX lease_ended ON lease (ended_at) WHERE ended_at IS NOT NULL;

CREATE TABLE denial (
  seq      INTEGER PRIMARY KEY AUTOINCREMENT,
  at       INTEGER NOT NULL,
  repo     TEXT    NOT NULL,
  session  TEXT    NOT NULL,
  subagent TEXT,
  agent    TEXT    NOT NULL,
  worktree TEXT,            -- where the one who was denied works
  denials  INTEGER NOT NULL,
  lease    TEXT    NOT NULL -- the lease that stood in the way, as it was then
);
