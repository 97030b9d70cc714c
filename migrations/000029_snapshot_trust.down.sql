DROP TABLE newest_checkpoints;
ALTER TABLE snapshots DROP COLUMN metadata_digest;
DROP TABLE snapshot_imports;
