CREATE TABLE snapshots (
    id             bigint         GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    application_id bigint         NOT NULL REFERENCES applications ON DELETE CASCADE,
    name           text           NOT NULL COLLATE "C",
    status         text           NOT NULL CHECK (status IN ('CREATING', 'READY', 'DELETING', 'FAILED')),
    version_id     bigint         NOT NULL,
    runtime        text           NOT NULL,
    create_time    timestamptz(0) NOT NULL,
    automatic      boolean        NOT NULL,
    operation_id   text,
    key_type       text           NOT NULL,
    key_id         text           NOT NULL,
    location       jsonb          CHECK (status <> 'READY' OR location IS NOT NULL),
    size           bigint         NOT NULL DEFAULT 0 CHECK (size >= 0),
    failure        text           NOT NULL DEFAULT '',
    UNIQUE (application_id, name)
);

-- Lists are oldest first; several snapshots can share a second, the name tells them apart in a list. The newest READY one, which a
-- restore takes, is found from the other end.
CREATE INDEX snapshots_by_age ON snapshots (application_id, create_time, name);

-- The few that the reconciler has to do something about.
CREATE INDEX snapshots_unfinished ON snapshots (application_id) WHERE status IN ('CREATING', 'DELETING');
