-- The control planes that share the database. One that has not been seen for a while is dead, and what it watched is looked
-- at by the others.
CREATE TABLE control_planes (
    id      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name    text        NOT NULL,
    seen_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Who is told by the application's cluster when something changes, between two terms.
ALTER TABLE application_leases ADD COLUMN watcher bigint;

CREATE INDEX application_leases_watcher ON application_leases (watcher) WHERE watcher IS NOT NULL;
