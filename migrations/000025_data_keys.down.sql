-- Whoever goes back to before this would have neither the keys to read what is encrypted, nor notice that it is.
DO $$
BEGIN
    IF EXISTS (SELECT FROM data_key_uses) THEN
        RAISE EXCEPTION 'state and logs of applications are encrypted, which an older version cannot read';
    END IF;
END $$;

ALTER TABLE snapshots DROP COLUMN data_key_id;
DROP TABLE data_key_uses;
