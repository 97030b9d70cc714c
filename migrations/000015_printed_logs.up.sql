-- What print tables print lies in rows of its own, so that a flood of it makes room without taking the log with it.
ALTER TABLE log_chunks ADD COLUMN printed boolean NOT NULL DEFAULT false;
ALTER TABLE application_logs ADD COLUMN printed_bytes bigint NOT NULL DEFAULT 0;
-- Retention has removed events of the log proper up to before this one.
ALTER TABLE application_logs ADD COLUMN trimmed_before bigint NOT NULL DEFAULT 1;

CREATE INDEX log_chunks_printed ON log_chunks (application_id, first_sequence) WHERE printed;
