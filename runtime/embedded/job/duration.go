package job

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// durationUnits are the units of Flink's durations by all their labels. A number without a unit is milliseconds.
var durationUnits = map[string]time.Duration{
	"d": 24 * time.Hour, "day": 24 * time.Hour, "days": 24 * time.Hour,
	"h": time.Hour, "hour": time.Hour, "hours": time.Hour,
	"m": time.Minute, "min": time.Minute, "minute": time.Minute, "minutes": time.Minute,
	"s": time.Second, "sec": time.Second, "secs": time.Second, "second": time.Second, "seconds": time.Second,
	"ms": time.Millisecond, "milli": time.Millisecond, "millis": time.Millisecond, "millisecond": time.Millisecond,
	"milliseconds": time.Millisecond, "": time.Millisecond,
	"µs": time.Microsecond, "micro": time.Microsecond, "micros": time.Microsecond, "microsecond": time.Microsecond,
	"microseconds": time.Microsecond,
	"ns":           time.Nanosecond, "nano": time.Nanosecond, "nanos": time.Nanosecond, "nanosecond": time.Nanosecond,
	"nanoseconds": time.Nanosecond,
}

// parseDuration reads a duration as Flink's configuration has it, such as "10 s" or "500ms".
func parseDuration(text string) (time.Duration, error) {
	trimmed := strings.TrimSpace(text)
	digits := len(trimmed) - len(strings.TrimLeft(trimmed, "0123456789"))
	n, err := strconv.ParseInt(trimmed[:digits], 10, 64)
	if err != nil {
		return 0, fmt.Errorf("%q is no duration", text)
	}
	unit, ok := durationUnits[strings.ToLower(strings.TrimSpace(trimmed[digits:]))]
	if !ok {
		return 0, fmt.Errorf("%q is no duration: its unit is unknown", text)
	}
	if n > int64((1<<63-1)/unit) {
		return 0, fmt.Errorf("duration %q is too long", text)
	}
	return time.Duration(n) * unit, nil
}
