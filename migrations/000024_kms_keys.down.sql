-- What was encrypted by these keys could never be read again.
DO $$ BEGIN
    IF EXISTS (SELECT FROM kms_keys) THEN
        RAISE EXCEPTION 'there are keys in the built-in key service; schedule their deletion first';
    END IF;
END $$;
DROP TABLE kms_aliases;
DROP TABLE kms_key_materials;
DROP TABLE kms_keys;
