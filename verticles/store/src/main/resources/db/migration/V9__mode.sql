-- The mode of a swarm: what is ordered, what memory said, and what holds.
CREATE TABLE mode (
  swarm TEXT PRIMARY KEY,
  whole TEXT NOT NULL
) WITHOUT ROWID;
