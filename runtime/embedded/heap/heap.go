// Package heap makes the garbage collector leave less room to processes with much state. State lies in large pieces without
// pointers, which cost a collection next to nothing; that memory doubles before each one, as Go has it by default, would only
// make processes twice as large.
package heap

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
)

const (
	// unset is what GOGC is by default, in percent.
	unset = 100
	// slack is how much may be allocated between two collections at least, unless less than that is in use.
	slack = 32 << 20
	// share of what is in use may be allocated if that is more than slack.
	share = 0.25
)

// Tune has the collector keep the process below Limit, and adjusts it after each collection from now on. It leaves it alone where
// GOGC is set.
func Tune() { once() }

var once = sync.OnceFunc(func() {
	Keep(Limit())
	if before := debug.SetGCPercent(unset); before != unset {
		debug.SetGCPercent(before)
		return
	}
	t := &tuner{percent: unset, sample: []metrics.Sample{{Name: "/gc/heap/live:bytes"}}}
	t.watch()
})

// tuner sets how much may be allocated until the next collection.
type tuner struct {
	percent int
	sample  []metrics.Sample
}

// watch adjusts after the next collection, which finds that nobody holds on to an object any more.
func (t *tuner) watch() {
	type sentinel struct{ t *tuner }
	runtime.SetFinalizer(&sentinel{t}, func(s *sentinel) {
		s.t.adjust()
		s.t.watch()
	})
}

func (t *tuner) adjust() {
	metrics.Read(t.sample)
	percent := percentFor(t.sample[0].Value.Uint64())
	// Setting it stops all goroutines for a moment.
	if change := percent - t.percent; change*10 > t.percent || change*10 < -t.percent {
		debug.SetGCPercent(percent)
		t.percent = percent
	}
}

// percentFor is how much may be allocated, in percent of the bytes that are in use.
func percentFor(live uint64) int {
	if live <= slack {
		return unset
	}
	return int(100 * max(slack, share*float64(live)) / float64(live))
}
