DROP INDEX application_leases_free;
ALTER TABLE application_leases DROP COLUMN site;
