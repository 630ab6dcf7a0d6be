-- What an operator switched, and what the host quarantined; it outlives the plugin's file and versions.
CREATE TABLE plugin_switch (
  id          TEXT PRIMARY KEY,
  enabled     INTEGER,          -- null: nobody switched it
  quarantine  TEXT,             -- why; null: it is not quarantined
  at          INTEGER NOT NULL
) WITHOUT ROWID;
