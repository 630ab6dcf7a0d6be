-- What was measured each minute, kept for a day.
CREATE TABLE snapshot (
  at    INTEGER PRIMARY KEY,
  whole TEXT    NOT NULL
);

-- Each rule's alert, with what is remembered of it until the rules are judged again.
CREATE TABLE alert (
  name  TEXT PRIMARY KEY,
  whole TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE alert_change (
  seq   INTEGER PRIMARY KEY AUTOINCREMENT,
  name  TEXT    NOT NULL,
  whole TEXT    NOT NULL
);
CREATE INDEX alert_change_name ON alert_change (name, seq);

CREATE TABLE silence (
  id      TEXT    PRIMARY KEY,
  ends_at INTEGER NOT NULL,
  whole   TEXT    NOT NULL
) WITHOUT ROWID;
