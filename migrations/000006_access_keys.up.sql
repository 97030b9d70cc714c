-- Credentials that sign requests. The secret is sealed with a key that is not in this database, because a signature can
-- only be checked with the secret itself: a hash would not do.
CREATE TABLE access_keys (
    id            text        PRIMARY KEY COLLATE "C",
    account_id    text        NOT NULL,
    sealed_secret bytea       NOT NULL,
    create_time   timestamptz NOT NULL DEFAULT clock_timestamp(),
    disabled      boolean     NOT NULL DEFAULT false
);
