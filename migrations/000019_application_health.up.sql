-- How the job gets on, beside the status; all empty while there is none. A control plane that knows no health leaves it as it is when a
-- job ends, so it is told only in statuses that have a job.
ALTER TABLE applications
    ADD COLUMN health        text        NOT NULL DEFAULT '',
    ADD COLUMN health_cause  text        NOT NULL DEFAULT '',
    ADD COLUMN health_since  timestamptz,
    ADD COLUMN health_reason text        NOT NULL DEFAULT '';

-- That a job begins healthy, or has no health once it ends, is told by the status.
CREATE FUNCTION on_health_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM record_application_event(NEW.id, 'HEALTH', jsonb_build_object(
        'Health', NEW.health, 'PreviousHealth', nullif(OLD.health, ''), 'HealthCause', nullif(NEW.health_cause, ''),
        'Message', NEW.health_reason));
    RETURN NULL;
END $$;

CREATE TRIGGER record_health_event AFTER UPDATE OF health ON applications FOR EACH ROW
    WHEN (OLD.health <> NEW.health AND NEW.health <> '' AND NOT (OLD.health = '' AND NEW.health = 'HEALTHY'))
    EXECUTE FUNCTION on_health_change();

-- How many applications are in which health is asked again and again.
CREATE INDEX applications_by_health ON applications (health) WHERE health <> '';
