DROP TRIGGER notify_cluster ON applications;
DROP FUNCTION on_cluster_change();
