DROP TRIGGER record_health_event ON applications;
DROP FUNCTION on_health_change();
DELETE FROM application_events WHERE type = 'HEALTH';
DROP INDEX applications_by_health;

ALTER TABLE applications
    DROP COLUMN health,
    DROP COLUMN health_cause,
    DROP COLUMN health_since,
    DROP COLUMN health_reason;
