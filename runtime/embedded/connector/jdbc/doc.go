// Package jdbc is the connector 'jdbc': tables of a PostgreSQL database, with the options of Flink's connector of that name.
//
// A table is scanned whole, by one subtask or, with the options scan.partition.*, in parts by ranges of a column; as the right side
// of a join FOR SYSTEM_TIME AS OF a processing time, rows are looked up by key. Values travel as text, which both sides read and
// write exactly. The connection is pgx's; nothing of Java is involved.
package jdbc
