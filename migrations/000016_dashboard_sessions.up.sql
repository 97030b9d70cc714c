-- Who may look at the dashboard of one application, by a token of which only the digest is here. Gone with the application.
CREATE TABLE dashboard_sessions (
    token_sha256   bytea       PRIMARY KEY CHECK (octet_length(token_sha256) = 32),
    application_id bigint      NOT NULL REFERENCES applications ON DELETE CASCADE,
    -- How long it lasts from its first use on.
    duration       interval    NOT NULL,
    used           boolean     NOT NULL DEFAULT false,
    -- Before the first use: by when that has to come.
    expires_at     timestamptz NOT NULL
);

CREATE INDEX dashboard_sessions_application ON dashboard_sessions (application_id);
CREATE INDEX dashboard_sessions_by_end ON dashboard_sessions (expires_at);
