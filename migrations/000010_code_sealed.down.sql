-- What is encrypted cannot be made plain here, and would be taken for plain by what runs without keys.
DO $$
BEGIN
    IF EXISTS (SELECT FROM code_packages WHERE key_id IS NOT NULL) THEN
        RAISE EXCEPTION 'application code is encrypted; delete the applications, or stay at this version';
    END IF;
END
$$;

DROP INDEX code_packages_clear;

ALTER TABLE code_packages
    DROP CONSTRAINT code_packages_same,
    DROP CONSTRAINT code_packages_named,
    DROP COLUMN content_name,
    DROP COLUMN key_id,
    DROP CONSTRAINT code_packages_whole,
    ALTER COLUMN sha256 SET NOT NULL,
    ALTER COLUMN md5 SET NOT NULL,
    ALTER COLUMN size SET NOT NULL,
    ADD UNIQUE (account_id, sha256, content_type);

DROP TABLE data_keys;
