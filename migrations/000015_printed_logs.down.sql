ALTER TABLE application_logs DROP COLUMN trimmed_before, DROP COLUMN printed_bytes;
ALTER TABLE log_chunks DROP COLUMN printed;
