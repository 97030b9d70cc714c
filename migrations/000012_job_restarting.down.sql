ALTER TABLE applications DROP COLUMN job_restarting;
