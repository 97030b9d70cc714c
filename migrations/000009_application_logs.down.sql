DROP INDEX application_versions_logging;
DROP TABLE log_deliveries, log_positions, log_chunks, application_logs;
