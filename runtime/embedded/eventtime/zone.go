package eventtime

import "time"

const hour = int64(time.Hour / time.Millisecond)

// Zone converts between instants and local times, both as milliseconds: a local time as if it were in UTC. It remembers the
// offset that it used last, as neighbouring times mostly have the same one. The zero value is UTC.
type Zone struct {
	location *time.Location
	// offset holds from from to before until.
	from, until, offset int64
}

// NewZone returns the zone of a location; nil is UTC.
func NewZone(location *time.Location) Zone {
	if location == time.UTC {
		location = nil
	}
	return Zone{location: location}
}

// offsetAt is the offset from UTC at an instant.
func (z *Zone) offsetAt(instant int64) int64 {
	if z.location == nil {
		return 0
	}
	if instant < z.from || instant >= z.until {
		t := time.UnixMilli(instant).In(z.location)
		_, seconds := t.Zone()
		start, end := t.ZoneBounds()
		z.from, z.until, z.offset = instant, instant+1, int64(seconds)*1000
		if !start.IsZero() {
			z.from = start.UnixMilli()
		}
		if !end.IsZero() {
			z.until = end.UnixMilli()
		}
	}
	return z.offset
}

// Local is the local time of an instant.
func (z *Zone) Local(instant int64) int64 { return instant + z.offsetAt(instant) }

// Instant is the instant of a local time: the earlier one where the clock showed it twice, and where it was skipped the one
// as much later as was skipped, as Java has it.
func (z *Zone) Instant(local int64) int64 {
	if z.location == nil {
		return local
	}
	before := local - z.offsetAt(local-24*hour)
	if z.Local(before) == local {
		return before
	}
	if after := local - z.offsetAt(local+24*hour); z.Local(after) == local {
		return after
	}
	return before
}

// Timer is the watermark at which a window is over whose last millisecond is a local time. Where the clock shows that time
// twice it is the later one, and where it is skipped the moment of the change, as in Flink.
func (z *Zone) Timer(local int64) int64 {
	if z.location == nil {
		return local
	}
	at, anHourLater := z.Instant(local), z.Instant(local+hour)
	switch {
	case anHourLater-at > hour:
		return anHourLater - hour
	case anHourLater == at:
		return at - at%hour
	}
	return at
}
