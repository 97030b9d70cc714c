-- Whether a job of the version ever ran. One that never did is on trial: the system rolls back from it where that is wished.
-- What is there already is not.
ALTER TABLE application_versions ADD COLUMN deployed boolean NOT NULL DEFAULT true;
ALTER TABLE application_versions ALTER COLUMN deployed SET DEFAULT false;
