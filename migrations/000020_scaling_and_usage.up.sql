-- The parallelism that is wanted where autoscaling has moved it; 0 is the one that the version configures.
ALTER TABLE applications ADD COLUMN desired_parallelism int NOT NULL DEFAULT 0 CHECK (desired_parallelism >= 0);

-- What autoscaling has seen of an application, so that its windows go on under another control plane. A row that is not there is
-- an application of which nothing is worth keeping.
CREATE TABLE autoscaling_windows (
    application_id bigint      PRIMARY KEY REFERENCES applications ON DELETE CASCADE,
    -- The newest reading: the processor time that the job's cluster had used. Differences of readings are exact, however far apart.
    job_id         text        NOT NULL,
    read_at        timestamptz NOT NULL,
    cpu            interval    NOT NULL,
    -- Since when every reading was high, or low; null where the newest was not.
    high_since     timestamptz,
    low_since      timestamptz,
    -- The newest change that autoscaling has begun, how many have failed in a row, and when the next one may begin.
    operation_id   text        NOT NULL DEFAULT '',
    failures       int         NOT NULL DEFAULT 0 CHECK (failures >= 0),
    not_before     timestamptz
);

-- The build of the engine that an application's cluster runs; empty where that is not known. The builds that a control plane would
-- start clusters with: as long as they differ between control planes, nothing is replaced on their account.
ALTER TABLE applications ADD COLUMN engine_build text NOT NULL DEFAULT '';
CREATE INDEX applications_running_builds ON applications (engine_build) WHERE observed_status = 'RUNNING';
ALTER TABLE control_planes ADD COLUMN engine_builds text[] NOT NULL DEFAULT '{}';
-- Applications that are being replaced now are counted before another one is.
CREATE INDEX operations_maintenance ON operations (application_id, start_time) WHERE kind = 'ApplicationMaintenance';

-- The times in which an application ran with so many KPUs: what it used. Rows outlive their application.
CREATE TABLE usage_intervals (
    id                 bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    application_id     bigint      NOT NULL,
    account_id         text        NOT NULL,
    region             text        NOT NULL,
    name               text        NOT NULL COLLATE "C",
    began              timestamptz NOT NULL,
    -- Null while it goes on.
    ended              timestamptz CHECK (ended >= began),
    -- Those of the job, and those that the service adds for what runs the job.
    kpus               int         NOT NULL CHECK (kpus > 0),
    orchestration_kpus int         NOT NULL DEFAULT 1 CHECK (orchestration_kpus >= 0)
);

-- No two intervals of an application go on at once, so nothing is counted twice.
CREATE UNIQUE INDEX usage_intervals_open ON usage_intervals (application_id) WHERE ended IS NULL;
CREATE INDEX usage_intervals_by_account ON usage_intervals (account_id, region, began);

-- KPUs of a job: its parallelism over what the version lets share a KPU, rounded up.
CREATE FUNCTION kpus_of(application bigint, version bigint, parallelism int) RETURNS int LANGUAGE sql STABLE AS $$
    SELECT ceil(parallelism::numeric / greatest(1, coalesce((document -> 'ApplicationConfigurationDescription'
        -> 'FlinkApplicationConfigurationDescription' -> 'ParallelismConfigurationDescription' ->> 'ParallelismPerKPU')::int, 1)))::int
    FROM application_versions WHERE application_id = application AND id = version
$$;

-- Triggers write the intervals, in the transaction of the change and by the one clock of the database, so that no control plane of
-- whatever version can forget to.
CREATE FUNCTION account_usage(a applications, kpus int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    moment timestamptz := clock_timestamp();
BEGIN
    IF EXISTS (SELECT FROM usage_intervals u WHERE u.application_id = a.id AND u.ended IS NULL AND u.kpus = account_usage.kpus) THEN
        RETURN;
    END IF;
    UPDATE usage_intervals SET ended = greatest(began, moment) WHERE application_id = a.id AND ended IS NULL;
    IF kpus > 0 THEN
        INSERT INTO usage_intervals (application_id, account_id, region, name, began, kpus)
        VALUES (a.id, a.account_id, a.region, a.name, moment, kpus);
    END IF;
END $$;

CREATE FUNCTION on_usage_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM account_usage(OLD, 0);
    ELSIF NEW.running_parallelism = 0 THEN
        PERFORM account_usage(NEW, 0);
    ELSE
        PERFORM account_usage(NEW, coalesce(kpus_of(NEW.id, NEW.deployed_version_id, NEW.running_parallelism), NEW.running_parallelism));
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER account_usage AFTER UPDATE ON applications FOR EACH ROW
    WHEN ((OLD.running_parallelism, OLD.deployed_version_id) IS DISTINCT FROM (NEW.running_parallelism, NEW.deployed_version_id))
    EXECUTE FUNCTION on_usage_change();
CREATE TRIGGER account_usage_end AFTER DELETE ON applications FOR EACH ROW EXECUTE FUNCTION on_usage_change();

-- What runs already is counted from now on.
INSERT INTO usage_intervals (application_id, account_id, region, name, began, kpus)
SELECT id, account_id, region, name, now(), coalesce(kpus_of(id, deployed_version_id, running_parallelism), running_parallelism)
FROM applications WHERE running_parallelism > 0;
