-- Whom an outcome counts for: who reported it, or else who asked.
ALTER TABLE advice_outcome ADD COLUMN reporter TEXT NOT NULL DEFAULT '';
UPDATE advice_outcome
  SET reporter = COALESCE(source, (SELECT d.source FROM advice d WHERE d.id = advice_outcome.id), '');
CREATE INDEX advice_outcome_reporter ON advice_outcome (reporter);

-- Whether something that was learned was taken back since.
ALTER TABLE learner ADD COLUMN anew INTEGER NOT NULL DEFAULT 0;

-- What is looked up by each report, and by each look at the live figures.
CREATE INDEX quarantine_decision ON quarantine (decision_id);
CREATE INDEX unleased_edit_at ON unleased_edit (at);
