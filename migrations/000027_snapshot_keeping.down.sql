DROP TABLE root_key_holders;
DROP TABLE root_key_exchanges;
DROP TABLE snapshot_holds;
DROP TABLE snapshot_retention;
DROP TRIGGER describe_snapshot ON snapshots;
DROP FUNCTION on_snapshot_begin;
ALTER TABLE snapshots
    DROP COLUMN origin,
    DROP COLUMN parallelism,
    DROP COLUMN verify_time,
    DROP COLUMN verified_files,
    DROP COLUMN verify_problem;
