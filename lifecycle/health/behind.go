package health

import (
	"fmt"
	"time"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/runtime/driver"
)

// behindInput finds that input piles up faster than it is read, and that more of it waits than would be read soon.
func behindInput(told lifecycle.Health, f *Facts, t *Thresholds) (finding, bool) {
	newest, ok := f.newest()
	if is(told, lifecycle.HealthBehind, lifecycle.CauseInput) {
		switch {
		case !ok || len(f.Readings) == 1 && newest.Pending != 0:
			return keep(told)
		case newest.Pending <= 0:
			return finding{}, false
		}
		// Measured over as long a time as it was found over, so that a pause between two readings is not taken for the end of it.
		recent := f.within(t.Pile)
		if recent == nil {
			recent = f.Readings
		}
		if left, known := timeLeft(recent); !known || left > t.Behind/2 {
			return keep(told)
		}
		return finding{}, false
	}
	span := f.within(t.Pile)
	if span == nil || leastPending(span) < 0 {
		return finding{}, false
	}
	first, half := span[0], middle(span)
	left, known := timeLeft(span)
	grown := float64(newest.Pending-first.Pending) > t.Grow*float64(first.Pending)
	if !known || left <= t.Behind || !grown || first.Pending >= half.Pending || half.Pending >= newest.Pending {
		return finding{}, false
	}
	return finding{
		lifecycle.HealthBehind, lifecycle.CauseInput, first.At,
		fmt.Sprintf("More comes in than is read: about %d records wait, %d more than %s before.", newest.Pending,
			newest.Pending-first.Pending, minutes(newest.At.Sub(first.At).Round(time.Minute))),
	}, true
}

// timeLeft is how long it would take to read what waits, as fast as records were read over the readings. It is not known when none were.
func timeLeft(readings []driver.Vitals) (left time.Duration, known bool) {
	first, last := readings[0], readings[len(readings)-1]
	read, elapsed := last.RecordsIn-first.RecordsIn, last.At.Sub(first.At)
	if read <= 0 || elapsed <= 0 {
		return 0, false
	}
	seconds := float64(last.Pending) * elapsed.Seconds() / float64(read)
	return time.Duration(min(seconds, (365*24*time.Hour).Seconds()) * float64(time.Second)), true
}

// middle is the reading nearest to the middle of the span.
func middle(readings []driver.Vitals) driver.Vitals {
	first, last := readings[0].At, readings[len(readings)-1].At
	half := first.Add(last.Sub(first) / 2)
	best := readings[0]
	for _, r := range readings {
		if r.At.Sub(half).Abs() < best.At.Sub(half).Abs() {
			best = r
		}
	}
	return best
}

// behindWatermark finds that event time falls further and further behind real time while records are read.
func behindWatermark(told lifecycle.Health, f *Facts, t *Thresholds) (finding, bool) {
	newest, ok := f.newest()
	if is(told, lifecycle.HealthBehind, lifecycle.CauseWatermark) {
		switch {
		case !ok || len(f.Readings) == 1:
			return keep(told)
		case newest.Pending == 0 || newest.Watermark.IsZero() || lag(newest) <= t.Behind/2:
			return finding{}, false
		}
		if span := f.within(t.Pile); span != nil && !moved(span[0], newest) {
			return finding{}, false // event time stands still because there is nothing to read
		}
		return keep(told)
	}
	span := f.within(t.Pile)
	if span == nil {
		return finding{}, false
	}
	first, half := span[0], middle(span)
	if first.Watermark.IsZero() || half.Watermark.IsZero() || newest.Watermark.IsZero() || newest.Pending == 0 ||
		!moved(first, half) || !moved(half, newest) {
		return finding{}, false
	}
	grown := float64(lag(newest)-lag(first)) >= t.Grow*float64(newest.At.Sub(first.At))
	if !grown || lag(newest) <= t.Behind || lag(first) >= lag(half) || lag(half) >= lag(newest) {
		return finding{}, false
	}
	return finding{
		lifecycle.HealthBehind, lifecycle.CauseWatermark, first.At,
		fmt.Sprintf("Event time is %s behind real time, %s more than %s before.", lag(newest).Round(time.Second),
			(lag(newest) - lag(first)).Round(time.Second), minutes(newest.At.Sub(first.At).Round(time.Minute))),
	}, true
}

// lag is how far event time is behind real time.
func lag(v driver.Vitals) time.Duration { return v.At.Sub(v.Watermark) }
