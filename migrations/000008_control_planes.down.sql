ALTER TABLE application_leases DROP COLUMN watcher;
DROP TABLE control_planes;
