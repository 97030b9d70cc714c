-- Imports of snapshots that are under way, so that the files of those whose process died are removed. The row is there before the first
-- file, and the transaction that makes a snapshot of the files takes it away. It has no reference to the application, whose deletion
-- does not end an import.
CREATE TABLE snapshot_imports (
    -- The id that the snapshot will have.
    snapshot_id    bigint      PRIMARY KEY,
    application_id bigint      NOT NULL,
    -- Where the files are, and of which machine that is; empty for what all control planes reach.
    uri            text        NOT NULL,
    site           text        NOT NULL DEFAULT '',
    -- Whoever imports goes on extending it; a control plane that died does not.
    until          timestamptz NOT NULL,
    -- Since when nobody can make a snapshot of it any more; its files may be removed. Null before.
    abandon_time   timestamptz
);

-- What the metadata of a snapshot have to be, the SHA-256 of the file as it is stored: an older snapshot in the place of a newer one is
-- told from it. Null where control planes of before have made it.
ALTER TABLE snapshots ADD COLUMN metadata_digest bytea;

-- The newest checkpoint that the job of an application was seen to have, by the run that its directory is of. What is found to go on from
-- must not be older.
CREATE TABLE newest_checkpoints (
    application_id bigint PRIMARY KEY REFERENCES applications ON DELETE CASCADE,
    run_uri        text   NOT NULL,
    number         bigint NOT NULL
) WITH (fillfactor = 50);
