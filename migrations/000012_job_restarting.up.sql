-- The job failed and is being brought back: requests that need a snapshot of it are refused until it runs again.
ALTER TABLE applications ADD COLUMN job_restarting boolean NOT NULL DEFAULT false;
