-- Whoever follows the clusters of applications, to collect their logs for one, hears of each change of them on the channel of events,
-- which has the application's id. Most of these changes are told there already, by the event that comes with them; equal notifications of
-- one transaction are sent once.
CREATE FUNCTION on_cluster_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('penstock_events', NEW.id::text);
    RETURN NULL;
END $$;

CREATE TRIGGER notify_cluster AFTER UPDATE OF cluster, next_cluster ON applications FOR EACH ROW
    WHEN (OLD.cluster IS DISTINCT FROM NEW.cluster OR OLD.next_cluster IS DISTINCT FROM NEW.next_cluster)
    EXECUTE FUNCTION on_cluster_change();
