-- The audit log also has the decisions on requests that changed nothing, and of each row on whose behalf, from where and to what.
ALTER TABLE audit_log
    ADD COLUMN principal  text    NOT NULL DEFAULT '',
    ADD COLUMN source_ip  text    NOT NULL DEFAULT '',
    ADD COLUMN resource   text    NOT NULL DEFAULT '',
    -- Allowed or Denied; error_code is that of a request that was allowed and failed.
    ADD COLUMN outcome    text    NOT NULL DEFAULT 'Allowed',
    ADD COLUMN error_code text    NOT NULL DEFAULT '',
    -- Whether the row was written in the transaction of a change.
    ADD COLUMN change     boolean NOT NULL DEFAULT true,
    -- The transaction that wrote the row. Rows become visible in the order of commits, not of their ids; a reader who only reads
    -- rows of transactions older than every one that still runs, in the order of (transaction_id, id), misses none.
    ADD COLUMN transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id();

CREATE INDEX audit_log_by_account ON audit_log (account_id, time, id);
CREATE INDEX audit_log_by_transaction ON audit_log (transaction_id, id);
