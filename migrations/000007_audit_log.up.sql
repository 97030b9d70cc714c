-- Who changed what. Each row is written in the transaction of the change, so one is there exactly if the other is. It
-- outlives the application, hence no foreign key.
CREATE TABLE audit_log (
    id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    time           timestamptz NOT NULL DEFAULT clock_timestamp(),
    account_id     text        NOT NULL,
    region         text        NOT NULL,
    -- The access key of the request; the name of the component for what the server does on its own account.
    actor          text        NOT NULL,
    request_id     text        NOT NULL,
    action         text        NOT NULL,
    application    text        NOT NULL COLLATE "C",
    operation_id   text,
    detail         jsonb
);

CREATE INDEX audit_log_by_application ON audit_log (account_id, region, application, id);
