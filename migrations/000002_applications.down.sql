DROP TABLE application_leases;
DROP TABLE application_versions;
DROP TABLE applications;
