package model

import "time"

// Timestamp is whole seconds since 1970-01-01T00:00:00Z, which is how the service hands out times.
type Timestamp int64

// maxTimestamp is the last second of the year 9999.
const maxTimestamp = 253402300799

// TimestampOf drops what is below a second.
func TimestampOf(t time.Time) Timestamp { return Timestamp(t.Unix()) }

// Time is the timestamp in UTC.
func (t Timestamp) Time() time.Time { return time.Unix(int64(t), 0).UTC() }
