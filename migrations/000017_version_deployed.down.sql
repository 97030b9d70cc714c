ALTER TABLE application_versions DROP COLUMN deployed;
