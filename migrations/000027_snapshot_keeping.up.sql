-- What is known of a snapshot beside what the service tells.
ALTER TABLE snapshots
    -- The kind of the operation that took it, or ImportApplicationSnapshot; empty where that is not known any more.
    ADD COLUMN origin text NOT NULL DEFAULT '',
    -- The parallelism of the job that it was taken of; 0 where that is not known.
    ADD COLUMN parallelism int NOT NULL DEFAULT 0 CHECK (parallelism >= 0),
    -- When all of its files were read last, how many those were, and what was wrong with them; null and empty before.
    ADD COLUMN verify_time timestamptz,
    ADD COLUMN verified_files int NOT NULL DEFAULT 0 CHECK (verified_files >= 0),
    ADD COLUMN verify_problem text NOT NULL DEFAULT '';

-- A trigger tells how snapshots are made, so that those of control planes of before have it too.
CREATE FUNCTION on_snapshot_begin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.origin = '' AND NEW.operation_id IS NOT NULL THEN
        NEW.origin := coalesce((SELECT kind FROM operations WHERE id = NEW.operation_id), '');
    END IF;
    IF NEW.parallelism = 0 AND NEW.status = 'CREATING' THEN
        NEW.parallelism := coalesce((SELECT running_parallelism FROM applications WHERE id = NEW.application_id), 0);
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER describe_snapshot BEFORE INSERT ON snapshots FOR EACH ROW EXECUTE FUNCTION on_snapshot_begin();

-- Of those that are there the operation tells it, unless they are being deleted: then it is the operation that does that.
UPDATE snapshots SET origin = o.kind FROM operations o
WHERE o.id = snapshots.operation_id AND snapshots.status <> 'DELETING';

-- How many snapshots of an application are kept and for how long, where that differs from what the installation has; null is no limit.
CREATE TABLE snapshot_retention (
    application_id bigint   PRIMARY KEY REFERENCES applications ON DELETE CASCADE,
    keep_count     int      CHECK (keep_count > 0),
    keep_age       interval CHECK (keep_age > interval '0'),
    -- Those that requests made are neither counted nor removed.
    spare_manual   boolean  NOT NULL DEFAULT false
);

-- Snapshots that are being read, and must not be removed until the time given: whoever reads goes on extending it, and a control
-- plane that died does not.
CREATE TABLE snapshot_holds (
    id          text        PRIMARY KEY COLLATE "C",
    snapshot_id bigint      NOT NULL REFERENCES snapshots ON DELETE CASCADE,
    -- For people: what reads it.
    reason      text        NOT NULL,
    until       timestamptz NOT NULL
);
CREATE INDEX snapshot_holds_by_snapshot ON snapshot_holds (snapshot_id);

-- Exchanges of the root key, one after the other.
CREATE TABLE root_key_exchanges (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- The id of the new key in its keyset, and the key sealed under the one before: so all control planes get it.
    key_id        bigint      NOT NULL UNIQUE,
    sealed        bytea       NOT NULL,
    requested_by  text        NOT NULL DEFAULT '',
    begin_time    timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- Since when every control plane has it, so that it seals; since when nothing is sealed under the one before.
    promote_time  timestamptz,
    complete_time timestamptz
);
CREATE UNIQUE INDEX root_key_exchanges_open ON root_key_exchanges ((true)) WHERE complete_time IS NULL;

-- Which control planes have which key. A control plane that is not here has none of them.
CREATE TABLE root_key_holders (
    control_plane text        NOT NULL,
    key_id        bigint      NOT NULL REFERENCES root_key_exchanges (key_id) ON DELETE CASCADE,
    time          timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (control_plane, key_id)
);
