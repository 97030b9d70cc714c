// Package csv is the format 'csv' of Flink: records of fields by position, as Jackson reads and writes them.
//
// An empty field is an empty string, not NULL, unless csv.null-literal says so; for other types than strings it does not
// convert. With ignore-parse-errors a field that does not convert is NULL, fields that a short record lacks are NULL, and
// a record with broken quoting or too many fields is skipped; without, all of these fail the job.
package csv
