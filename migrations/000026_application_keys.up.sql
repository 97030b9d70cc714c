-- The key that a version's state is protected by: what the name in its configuration stood for when the application was last told to
-- run it. Empty for the installation's own key.
ALTER TABLE application_versions
    ADD COLUMN key_provider text NOT NULL DEFAULT '',
    ADD COLUMN key_arn      text NOT NULL DEFAULT '';

-- The key that the state of a snapshot is sealed with.
ALTER TABLE snapshots
    ADD COLUMN key_provider text NOT NULL DEFAULT '',
    ADD COLUMN key_arn      text NOT NULL DEFAULT '';

CREATE INDEX application_versions_by_key ON application_versions (key_arn) WHERE key_arn <> '';
CREATE INDEX snapshots_by_key ON snapshots (key_arn) WHERE key_arn <> '';

-- What is known of the keys that protect something. It is looked at now and then, by whichever control plane comes first.
CREATE TABLE application_keys (
    provider      text        NOT NULL,
    arn           text        NOT NULL,
    -- USABLE, or why it is not: DISABLED, PENDING_DELETION, NOT_FOUND, DENIED, THROTTLED, UNREACHABLE, INVALID.
    state         text        NOT NULL,
    reason        text        NOT NULL DEFAULT '',
    -- When the key will be deleted, where that is known.
    deletion_time timestamptz,
    -- Since when it is in that state, when it was last looked at, and when it was last usable; null where it never was.
    since         timestamptz NOT NULL,
    checked_at    timestamptz NOT NULL,
    usable_at     timestamptz,
    PRIMARY KEY (provider, arn)
);
