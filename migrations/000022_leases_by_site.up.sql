-- Where the clusters of the application are, for drivers that reach those of one machine only; empty where every control plane
-- reaches them. One that does not reach them need not claim the application to find that out.
ALTER TABLE application_leases ADD COLUMN site text NOT NULL DEFAULT '';

-- When the next application is due that nobody works on.
CREATE INDEX application_leases_free ON application_leases (due_at) WHERE owner IS NULL;
