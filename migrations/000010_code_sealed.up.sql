-- The key that an application's content is encrypted with, wrapped by a key that is not in this database.
CREATE TABLE data_keys (
    id              text        PRIMARY KEY COLLATE "C",
    application_arn text        NOT NULL,
    -- What wraps it: a provider of keys, and what that knows the key by.
    provider        text        NOT NULL,
    key_id          text        NOT NULL,
    wrapped         bytea       NOT NULL,
    create_time     timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- A package is there before its content, which arrives over some time in chunks of their own transactions; digests and size
-- are known at its end and make it whole.
ALTER TABLE code_packages
    ALTER COLUMN sha256 DROP NOT NULL,
    ALTER COLUMN md5 DROP NOT NULL,
    ALTER COLUMN size DROP NOT NULL,
    ADD CONSTRAINT code_packages_whole CHECK (num_nulls(sha256, md5, size) IN (0, 3)),
    -- The key that the chunks are encrypted with; NULL for what was stored before there were keys, until it is stored anew.
    ADD COLUMN key_id text COLLATE "C" REFERENCES data_keys,
    -- What the ciphertext is bound to.
    ADD COLUMN content_name text NOT NULL DEFAULT '' COLLATE "C",
    ADD CONSTRAINT code_packages_named CHECK (key_id IS NULL OR content_name <> ''),
    -- One copy of the same content per key, and thereby per application.
    DROP CONSTRAINT code_packages_account_id_sha256_content_type_key,
    ADD CONSTRAINT code_packages_same UNIQUE (key_id, sha256, content_type);

CREATE INDEX code_packages_clear ON code_packages (id) WHERE key_id IS NULL;
