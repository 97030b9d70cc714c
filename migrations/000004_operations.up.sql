CREATE TABLE operations (
    id                    text        PRIMARY KEY COLLATE "C",
    application_id        bigint      NOT NULL REFERENCES applications ON DELETE CASCADE,
    kind                  text        NOT NULL,
    -- Whether the API shows it.
    listed                boolean     NOT NULL,
    status                text        NOT NULL CHECK (status IN ('IN_PROGRESS', 'SUCCESSFUL', 'FAILED', 'CANCELLED')),
    start_time            timestamptz NOT NULL,
    end_time              timestamptz CHECK ((end_time IS NULL) = (status = 'IN_PROGRESS')),
    version_from          bigint,
    version_to            bigint,
    error                 text        NOT NULL DEFAULT '' CHECK (char_length(error) <= 512),
    rollback_operation_id text,
    downtime              interval
);

-- Lists are newest first.
CREATE INDEX operations_by_age ON operations (application_id, start_time DESC, id DESC);

CREATE INDEX operations_in_progress ON operations (application_id) WHERE status = 'IN_PROGRESS';

CREATE TABLE operation_steps (
    operation_id text        NOT NULL COLLATE "C" REFERENCES operations ON DELETE CASCADE,
    name         text        NOT NULL,
    start_time   timestamptz NOT NULL,
    end_time     timestamptz CHECK ((end_time IS NULL) = (outcome = 'IN_PROGRESS')),
    outcome      text        NOT NULL CHECK (outcome IN ('IN_PROGRESS', 'SUCCEEDED', 'FAILED', 'SKIPPED')),
    attempts     int         NOT NULL DEFAULT 1 CHECK (attempts >= 1),
    detail       text        NOT NULL DEFAULT '',
    PRIMARY KEY (operation_id, name)
);
