package operator

import (
	"sort"
	"time"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/eventtime"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
)

// windows knows the windows of fixed places, TUMBLE, HOP and CUMULATE, and the slices that they are made of: a row belongs to
// one slice, and a slice to one or several windows. Slices and windows are named by their ends. All times are local times
// where the time attribute is a TIMESTAMP_LTZ.
type windows struct {
	kind plan.WindowKind
	// size is the window's, step the length of a slice, and slide the distance of two windows: a HOP's slices are as long as
	// its size and its slide both are a multiple of.
	size, step, slide, offset int64
	zone                      eventtime.Zone
	// The slice found last: most rows have the same one as the row before.
	start, end int64
}

func newWindows(w plan.WindowSpec, location *time.Location) windows {
	out := windows{kind: w.Kind, size: w.Size, step: w.Slide, offset: w.Offset, zone: zoneOf(w, location)}
	if w.Kind == plan.Tumble {
		out.step = w.Size
	}
	out.slide = out.step
	if w.Kind == plan.Hop {
		out.step = greatestCommonDivisor(w.Size, w.Slide)
	}
	return out
}

func greatestCommonDivisor(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// zoneOf is the zone in which the windows lie.
func zoneOf(w plan.WindowSpec, location *time.Location) eventtime.Zone {
	if !w.LocalTime {
		return eventtime.Zone{}
	}
	return eventtime.NewZone(location)
}

// floorTo is the greatest multiple of unit, moved by offset, that is not greater than t.
func floorTo(t, unit, offset int64) int64 {
	r := (t - offset) % unit
	if r < 0 {
		r += unit
	}
	return t - r
}

// slice is the end of the slice of an event time.
func (w *windows) slice(rowtime int64) int64 {
	t := w.zone.Local(rowtime)
	if t < w.start || t >= w.end {
		w.start = floorTo(t, w.step, w.offset)
		w.end = w.start + w.step
	}
	return w.end
}

// first is the end of the first window that a slice is part of. It is after last where a slice lies between two windows, as
// there are in a HOP that slides by more than its size.
func (w *windows) first(slice int64) int64 {
	if w.kind == plan.Hop {
		return floorTo(slice-w.size+w.slide-1, w.slide, w.offset) + w.size
	}
	return slice
}

// last is the end of the last window that a slice is part of.
func (w *windows) last(slice int64) int64 {
	switch w.kind {
	case plan.Hop:
		return floorTo(slice-w.step, w.slide, w.offset) + w.size
	case plan.Cumulate:
		return w.startOf(slice) + w.size
	}
	return slice
}

// firstAfter is the end of the first window of a slice that is not over at a watermark; ok is false if all are.
func (w *windows) firstAfter(slice, watermark int64) (end int64, ok bool) {
	first, last := w.first(slice), w.last(slice)
	if first >= last {
		return first, first == last && w.timer(first) > watermark
	}
	// There may be billions.
	n := (last-first)/w.slide + 1
	i := sort.Search(int(n), func(i int) bool { return w.timer(first+int64(i)*w.slide) > watermark })
	return first + int64(i)*w.slide, int64(i) < n
}

// startOf is the start of the window of an end.
func (w *windows) startOf(end int64) int64 {
	if w.kind == plan.Cumulate {
		return floorTo(end-1, w.size, w.offset)
	}
	return end - w.size
}

// timer is the watermark at which a window is over.
func (w *windows) timer(end int64) int64 { return w.zone.Timer(end - 1) }

// setProperty stores a window property in a row.
func setProperty(v *batch.Vector, row int, p plan.WindowProperty, start, end int64, zone *eventtime.Zone) {
	switch p {
	case plan.WindowStart:
		v.I64[row] = start
	case plan.WindowEnd:
		v.I64[row] = end
	case plan.WindowTime:
		v.I64[row] = zone.Instant(end - 1)
	}
}
