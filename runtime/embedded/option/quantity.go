package option

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

var durationUnits = map[string]time.Duration{
	"": time.Millisecond, "d": 24 * time.Hour, "day": 24 * time.Hour, "days": 24 * time.Hour, "h": time.Hour, "hour": time.Hour,
	"hours": time.Hour, "m": time.Minute, "min": time.Minute, "minute": time.Minute, "minutes": time.Minute,
	"s": time.Second, "sec": time.Second, "secs": time.Second, "second": time.Second, "seconds": time.Second,
	"ms": time.Millisecond, "milli": time.Millisecond, "millis": time.Millisecond, "millisecond": time.Millisecond,
	"milliseconds": time.Millisecond, "µs": time.Microsecond, "micro": time.Microsecond, "micros": time.Microsecond,
	"microsecond": time.Microsecond, "microseconds": time.Microsecond, "ns": time.Nanosecond, "nano": time.Nanosecond,
	"nanos": time.Nanosecond, "nanosecond": time.Nanosecond, "nanoseconds": time.Nanosecond,
}

var byteUnits = map[string]int64{
	"": 1, "b": 1, "bytes": 1, "k": 1 << 10, "kb": 1 << 10, "kibibytes": 1 << 10, "m": 1 << 20, "mb": 1 << 20,
	"mebibytes": 1 << 20, "g": 1 << 30, "gb": 1 << 30, "gibibytes": 1 << 30, "t": 1 << 40, "tb": 1 << 40, "tebibytes": 1 << 40,
}

// ParseDuration reads a duration as Flink writes it: a whole number and a unit, milliseconds where there is none.
func ParseDuration(text string) (time.Duration, error) {
	n, unit, err := quantity(text)
	if err != nil {
		return 0, err
	}
	scale, ok := durationUnits[unit]
	if !ok {
		return 0, fmt.Errorf("unknown unit of time '%s'", unit)
	}
	if n > math.MaxInt64/int64(scale) {
		return 0, errors.New("out of range")
	}
	return time.Duration(n) * scale, nil
}

// ParseBytes reads a size as Flink writes it: a whole number and a unit, bytes where there is none.
func ParseBytes(text string) (int64, error) {
	n, unit, err := quantity(text)
	if err != nil {
		return 0, err
	}
	scale, ok := byteUnits[unit]
	if !ok {
		return 0, fmt.Errorf("unknown unit of size '%s'", unit)
	}
	if n > math.MaxInt64/scale {
		return 0, errors.New("out of range")
	}
	return n * scale, nil
}

func quantity(text string) (int64, string, error) {
	text = strings.TrimSpace(text)
	end := 0
	for end < len(text) && text[end] >= '0' && text[end] <= '9' {
		end++
	}
	n, err := strconv.ParseInt(text[:end], 10, 64)
	if err != nil {
		return 0, "", errors.New("expected a number and a unit")
	}
	return n, strings.ToLower(strings.TrimSpace(text[end:])), nil
}
