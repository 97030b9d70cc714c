-- What happened to each application, in order. Triggers write it, so that no change can forget to. The rows of an application are
-- written while its row, or its operation's, is locked, so that ids are in the order of the commits.
CREATE TABLE application_events (
    id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    application_id bigint      NOT NULL REFERENCES applications ON DELETE CASCADE,
    time           timestamptz NOT NULL DEFAULT clock_timestamp(),
    type           text        NOT NULL,
    -- Members of the event as the API names them.
    detail         jsonb       NOT NULL
);

CREATE INDEX application_events_by_application ON application_events (application_id, id);
CREATE INDEX application_events_by_time ON application_events (time);

CREATE FUNCTION record_application_event(application bigint, type text, detail jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    -- One at a time for each application, until the transaction ends: a reader that has seen an id has seen all before it.
    PERFORM pg_advisory_xact_lock(7402, (application % 2147483647)::int);
    INSERT INTO application_events (application_id, type, detail) VALUES (application, type, jsonb_strip_nulls(detail));
    PERFORM pg_notify('penstock_events', application::text);
END $$;

-- The status that is shown follows from what is wanted and what is seen, as lifecycle.Application has it.
CREATE FUNCTION shown_status(a applications) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN a.observed_generation < a.desired_generation THEN a.desired_via ELSE a.observed_status END
$$;

CREATE FUNCTION on_application_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before text;
    after  text := shown_status(NEW);
BEGIN
    IF TG_OP = 'UPDATE' THEN
        before := shown_status(OLD);
    END IF;
    IF before IS DISTINCT FROM after THEN
        PERFORM record_application_event(NEW.id, 'STATUS', jsonb_build_object(
            'ApplicationStatus', after, 'PreviousApplicationStatus', before, 'ApplicationVersionId', NEW.current_version_id));
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER record_event AFTER INSERT OR UPDATE OF desired_generation, desired_via, observed_generation, observed_status
    ON applications FOR EACH ROW EXECUTE FUNCTION on_application_change();

CREATE FUNCTION on_version_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM record_application_event(NEW.application_id, 'VERSION', jsonb_build_object('ApplicationVersionId', NEW.id));
    RETURN NULL;
END $$;

CREATE TRIGGER record_event AFTER INSERT ON application_versions FOR EACH ROW EXECUTE FUNCTION on_version_change();

CREATE FUNCTION on_operation_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM record_application_event(NEW.application_id, 'OPERATION', jsonb_build_object(
        'OperationId', NEW.id, 'Operation', NEW.kind, 'OperationStatus', NEW.status, 'Message', nullif(NEW.error, '')));
    RETURN NULL;
END $$;

CREATE TRIGGER record_event AFTER INSERT OR UPDATE OF status ON operations FOR EACH ROW EXECUTE FUNCTION on_operation_change();

CREATE FUNCTION on_step_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    operation operations;
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.outcome = NEW.outcome AND OLD.attempts = NEW.attempts THEN
        RETURN NULL;
    END IF;
    SELECT * INTO operation FROM operations WHERE id = NEW.operation_id;
    PERFORM record_application_event(operation.application_id, 'STEP', jsonb_build_object(
        'OperationId', operation.id, 'Operation', operation.kind, 'Step', NEW.name, 'StepOutcome', NEW.outcome,
        'Message', nullif(NEW.detail, '')));
    RETURN NULL;
END $$;

CREATE TRIGGER record_event AFTER INSERT OR UPDATE ON operation_steps FOR EACH ROW EXECUTE FUNCTION on_step_change();

CREATE FUNCTION on_snapshot_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        -- With the application its snapshots go as well, and nobody is left to be told.
        IF EXISTS (SELECT FROM applications WHERE id = OLD.application_id) THEN
            PERFORM record_application_event(OLD.application_id, 'SNAPSHOT', jsonb_build_object('SnapshotName', OLD.name, 'SnapshotStatus', 'DELETED'));
        END IF;
    ELSE
        PERFORM record_application_event(NEW.application_id, 'SNAPSHOT', jsonb_build_object(
            'SnapshotName', NEW.name, 'SnapshotStatus', NEW.status, 'Message', nullif(NEW.failure, '')));
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER record_event AFTER INSERT OR DELETE OR UPDATE OF status ON snapshots FOR EACH ROW EXECUTE FUNCTION on_snapshot_change();

-- Whoever waits for an application must hear that it is gone.
CREATE FUNCTION on_application_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('penstock_events', OLD.id::text);
    RETURN NULL;
END $$;

CREATE TRIGGER notify_end AFTER DELETE ON applications FOR EACH ROW EXECUTE FUNCTION on_application_end();
