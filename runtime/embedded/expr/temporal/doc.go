// Package temporal holds what SQL needs of dates and times: arithmetic over the proleptic Gregorian calendar, session time
// zones, and texts read and written as Flink does, with the patterns of Java's DateTimeFormatter and SimpleDateFormat.
//
// Dates are days since 1970-01-01, times are milliseconds of the day, and timestamps are milliseconds since
// 1970-01-01T00:00 plus the nanoseconds within the millisecond. A local timestamp counts as if its zone were UTC.
package temporal

import "github.com/penstock/penstock/runtime/embedded/batch"

// Lengths of units in milliseconds.
const (
	Second int64 = 1000
	Minute       = 60 * Second
	Hour         = 60 * Minute
	Day          = 24 * Hour
)

// Instant is a timestamp outside a vector.
type Instant = batch.Instant
