ALTER TABLE operations
    DROP COLUMN requested_by,
    DROP COLUMN cancelled_by;
