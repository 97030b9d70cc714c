package temporal

import (
	"fmt"
	"strings"
	"time"
	_ "time/tzdata" // session time zones work wherever the binary runs
)

// LoadZone finds a time zone by what table.local-time-zone may hold: an IANA name, UTC, GMT, Z, or an offset such as
// GMT+08:00, UTC-3 or +05:30.
func LoadZone(name string) (*time.Location, error) {
	if name == "Z" {
		return time.UTC, nil
	}
	offset := strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(name, "UTC"), "GMT"), "UT")
	if offset != "" && (offset[0] == '+' || offset[0] == '-') {
		if seconds, ok := parseOffset(offset); ok {
			return time.FixedZone(name, seconds), nil
		}
	}
	zone, err := time.LoadLocation(name)
	if err != nil || name == "" || name == "Local" {
		return nil, fmt.Errorf("unknown time zone '%s'", name)
	}
	return zone, nil
}

// parseOffset reads +h, +hh, +hhmm, +hh:mm or +hh:mm:ss in seconds.
func parseOffset(s string) (seconds int, ok bool) {
	sign := 1
	if s[0] == '-' {
		sign = -1
	}
	digits := strings.ReplaceAll(s[1:], ":", "")
	if len(digits) == 1 || len(digits) == 3 {
		digits = "0" + digits
	}
	if len(digits) != 2 && len(digits) != 4 && len(digits) != 6 {
		return 0, false
	}
	unit := 3600
	for i := 0; i < len(digits); i += 2 {
		hi, lo := digits[i]-'0', digits[i+1]-'0'
		if hi > 9 || lo > 9 || unit < 3600 && hi > 5 {
			return 0, false
		}
		seconds += int(hi*10+lo) * unit
		unit /= 60
	}
	return sign * seconds, seconds <= 18*3600
}

// ToLocal is the wall clock of a zone at an instant, in milliseconds.
func ToLocal(millis int64, zone *time.Location) int64 {
	if zone == time.UTC {
		return millis
	}
	_, offset := time.Unix(FloorDiv(millis, Second), 0).In(zone).Zone()
	return millis + int64(offset)*Second
}

// FromLocal is the instant of a wall clock. Of a time that occurs twice it is the first; a time that a clock change skips
// is moved on by the length of the gap.
func FromLocal(local int64, zone *time.Location) int64 {
	if zone == time.UTC {
		return local
	}
	seconds := FloorDiv(local, Second)
	before, after := offsetAt(seconds-24*3600, zone), offsetAt(seconds+24*3600, zone)
	if before == after && offsetAt(seconds-before, zone) == before {
		return local - before*Second
	}
	if early := seconds - before; offsetAt(early, zone) == before {
		return local - before*Second
	}
	if late := seconds - after; offsetAt(late, zone) == after {
		return local - after*Second
	}
	return local - before*Second
}

// FromLocalLast is FromLocal, but that of a time that occurs twice it is the last, as Java's Calendar has it.
func FromLocalLast(local int64, zone *time.Location) int64 {
	first := FromLocal(local, zone)
	if zone == time.UTC {
		return first
	}
	after := offsetAt(FloorDiv(local, Second)+24*3600, zone)
	if last := local - after*Second; last > first && ToLocal(last, zone) == local {
		return last
	}
	return first
}

func offsetAt(seconds int64, zone *time.Location) int64 {
	_, offset := time.Unix(seconds, 0).In(zone).Zone()
	return int64(offset)
}
