-- The keys of the built-in key service. What they are made of is sealed by the root key, which is not in this database.
CREATE TABLE kms_keys (
    id              uuid        PRIMARY KEY,
    account_id      text        NOT NULL,
    region          text        NOT NULL,
    description     text        NOT NULL DEFAULT '',
    policy          text        NOT NULL,
    tags            jsonb       NOT NULL DEFAULT '{}',
    enabled         boolean     NOT NULL DEFAULT true,
    create_time     timestamptz NOT NULL DEFAULT now(),
    -- When the key will be deleted; null unless that is scheduled. A key for which that is so cannot be used.
    deletion_time   timestamptz,
    -- The days between two rotations, and the next one; null where the key is not rotated by itself.
    rotation_days   int         CHECK (rotation_days BETWEEN 90 AND 2560),
    next_rotation   timestamptz,
    CHECK ((rotation_days IS NULL) = (next_rotation IS NULL))
);
CREATE INDEX kms_keys_by_account ON kms_keys (account_id, region, id);
CREATE INDEX kms_keys_due ON kms_keys (least(deletion_time, next_rotation)) WHERE deletion_time IS NOT NULL OR next_rotation IS NOT NULL;

-- What a key is made of, once for each rotation: the newest encrypts, all of them decrypt.
CREATE TABLE kms_key_materials (
    key_id      uuid        NOT NULL REFERENCES kms_keys ON DELETE CASCADE,
    generation  int         NOT NULL CHECK (generation > 0),
    sealed      bytea       NOT NULL,
    on_demand   boolean     NOT NULL DEFAULT false,
    create_time timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (key_id, generation)
);

CREATE TABLE kms_aliases (
    account_id  text        NOT NULL,
    region      text        NOT NULL,
    -- With alias/ in front.
    name        text        NOT NULL COLLATE "C",
    key_id      uuid        NOT NULL REFERENCES kms_keys ON DELETE CASCADE,
    create_time timestamptz NOT NULL DEFAULT now(),
    update_time timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, region, name)
);
CREATE INDEX kms_aliases_by_key ON kms_aliases (key_id, name);
