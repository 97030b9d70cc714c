-- Accounts: each has a root, whose access keys may do everything in it.
CREATE TABLE accounts (
    id          text        PRIMARY KEY COLLATE "C",
    name        text        NOT NULL DEFAULT '',
    create_time timestamptz NOT NULL DEFAULT clock_timestamp()
);

INSERT INTO accounts (id) SELECT DISTINCT account_id FROM access_keys;

-- Who may be allowed something: users, who have access keys, and roles, which are assumed. The id is never used twice, so
-- that a session of a role that was deleted does not become one of its namesake.
CREATE TABLE principals (
    id                   text        PRIMARY KEY COLLATE "C",
    account_id           text        NOT NULL REFERENCES accounts,
    kind                 text        NOT NULL CHECK (kind IN ('user', 'role')),
    name                 text        NOT NULL COLLATE "C",
    description          text        NOT NULL,
    -- Of roles: who may assume them, as it was written, and for how long at most.
    trust_policy         text        NOT NULL,
    max_session_seconds  int         NOT NULL,
    -- Sessions that began before are over.
    sessions_valid_since timestamptz,
    create_time          timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (account_id, kind, name)
);

-- Whose key it is: a user, or with none the account's root.
ALTER TABLE access_keys ADD COLUMN principal_id text COLLATE "C" REFERENCES principals ON DELETE CASCADE;
CREATE INDEX access_keys_by_owner ON access_keys (account_id, principal_id);

-- Policies of accounts, as they were written. Those that are built in are not here.
CREATE TABLE policies (
    account_id  text        NOT NULL REFERENCES accounts,
    name        text        NOT NULL COLLATE "C",
    description text        NOT NULL,
    document    text        NOT NULL,
    create_time timestamptz NOT NULL DEFAULT clock_timestamp(),
    update_time timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (account_id, name)
);

CREATE TABLE policy_attachments (
    principal_id text NOT NULL COLLATE "C" REFERENCES principals ON DELETE CASCADE,
    policy_arn   text NOT NULL COLLATE "C",
    PRIMARY KEY (principal_id, policy_arn)
);

CREATE INDEX policy_attachments_by_policy ON policy_attachments (policy_arn);
