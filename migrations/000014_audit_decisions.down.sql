DROP INDEX audit_log_by_transaction;
DROP INDEX audit_log_by_account;
DELETE FROM audit_log WHERE NOT change;
ALTER TABLE audit_log
    DROP COLUMN transaction_id,
    DROP COLUMN change,
    DROP COLUMN error_code,
    DROP COLUMN outcome,
    DROP COLUMN resource,
    DROP COLUMN source_ip,
    DROP COLUMN principal;
