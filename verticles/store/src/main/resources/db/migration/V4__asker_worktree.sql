-- Where the one who was denied works; NULL in rows of before.
ALTER TABLE denial ADD COLUMN worktree TEXT;
