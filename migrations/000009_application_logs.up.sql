-- One row per application that has a log. Whoever appends to the log holds it, so that events are numbered without gaps in
-- the order in which they become visible, and a reader that has seen one has seen all before it.
CREATE TABLE application_logs (
    application_id bigint PRIMARY KEY REFERENCES applications ON DELETE CASCADE,
    next_sequence  bigint NOT NULL CHECK (next_sequence >= 1),
    -- The content of all chunks that are kept, for retention by size.
    bytes          bigint NOT NULL DEFAULT 0
);

-- The events, a run of them in each row: few rows to write, to read and to remove. They refer to the row above and not to
-- the application, so that appending never waits for a request that holds the application.
CREATE TABLE log_chunks (
    application_id bigint      NOT NULL REFERENCES application_logs ON DELETE CASCADE,
    first_sequence bigint      NOT NULL CHECK (first_sequence >= 1),
    events         int         NOT NULL CHECK (events >= 1),
    bytes          int         NOT NULL CHECK (bytes >= 1),
    min_time       timestamptz NOT NULL,
    max_time       timestamptz NOT NULL,
    -- The levels that occur, a bit each.
    levels         smallint    NOT NULL,
    stored_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    content        bytea       NOT NULL,
    PRIMARY KEY (application_id, first_sequence)
);

-- Retention by age.
CREATE INDEX log_chunks_by_age ON log_chunks (stored_at);

-- How far the log of each cluster has been collected. Written in the transaction that stores the events.
CREATE TABLE log_positions (
    application_id bigint      NOT NULL REFERENCES application_logs ON DELETE CASCADE,
    cluster_id     text        NOT NULL COLLATE "C",
    position       text        NOT NULL,
    update_time    timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (application_id, cluster_id)
);

-- How far the log has been delivered to each stream of CloudWatch Logs that the current version names, and who does it.
CREATE TABLE log_deliveries (
    application_id bigint      NOT NULL REFERENCES application_logs ON DELETE CASCADE,
    stream_arn     text        NOT NULL COLLATE "C",
    next_sequence  bigint      NOT NULL CHECK (next_sequence >= 1),
    delivered      bigint      NOT NULL DEFAULT 0,
    dropped        bigint      NOT NULL DEFAULT 0,
    delivered_at   timestamptz,
    -- What the last attempts failed with, since the last that did not.
    failures       int         NOT NULL DEFAULT 0,
    failure        text        NOT NULL DEFAULT '',
    failing_since  timestamptz CHECK ((failing_since IS NULL) = (failures = 0)),
    due_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    fencing_token  bigint      NOT NULL DEFAULT 0,
    owner          text,
    expires_at     timestamptz CHECK ((expires_at IS NULL) = (owner IS NULL)),
    PRIMARY KEY (application_id, stream_arn)
);

-- Finds the applications with a logging option without looking at those that have none.
CREATE INDEX application_versions_logging ON application_versions (application_id, id)
    WHERE jsonb_array_length(document -> 'CloudWatchLoggingOptionDescriptions') > 0;
