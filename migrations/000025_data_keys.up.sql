-- What data keys protect beside code, whose packages name theirs. A row here also keeps the key from control planes of before, which
-- remove the keys that no code needs.
CREATE TABLE data_key_uses (
    data_key_id    text   PRIMARY KEY COLLATE "C" REFERENCES data_keys,
    -- state: what clusters of the application keep. log: what applications log, all of them.
    purpose        text   NOT NULL CHECK (purpose IN ('state', 'log')),
    application_id bigint REFERENCES applications ON DELETE CASCADE,
    -- When the key was last unwrapped for use; null until then.
    opened_time    timestamptz,
    CHECK ((purpose = 'state') = (application_id IS NOT NULL))
);
CREATE INDEX data_key_uses_by_application ON data_key_uses (application_id);
CREATE UNIQUE INDEX data_key_uses_log ON data_key_uses (purpose) WHERE purpose = 'log';

-- The key that the files of a snapshot are encrypted with; null for one in clear, from before there were keys, and until it is complete.
ALTER TABLE snapshots ADD COLUMN data_key_id text COLLATE "C" REFERENCES data_keys;
CREATE INDEX snapshots_by_data_key ON snapshots (data_key_id) WHERE data_key_id IS NOT NULL;
