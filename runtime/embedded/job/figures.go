package job

import (
	"maps"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/operator"
)

// figures are what a subtask counts. They are read by others while it works.
type figures struct {
	operator.Figures
	recordsIn, recordsOut atomic.Int64
	// bytesIn and bytesOut are about how large the rows were that came from other tasks, and that went to them.
	bytesIn, bytesOut atomic.Int64
	// written are the rows that the sinks among its operators were given, which are part of recordsOut.
	written atomic.Int64
	// watermark is the event time that came in, and passed that which the chain of a source has come to.
	watermark, passed atomic.Int64
	// silent is set while a source holds nobody's event time back, because it has nothing to read.
	silent atomic.Bool
	meter  meter
	state  atomic.Pointer[taskState]
	// operators are those of the steps of the vertex.
	operators []*operatorFigures
}

// taskState is the state that a subtask is in, and when it came to each one of its attempt.
type taskState struct {
	name    string
	entered map[string]time.Time
}

// forgetTime is for the beginning of an attempt, which has come to no event time yet.
func (f *figures) forgetTime() {
	f.watermark.Store(batch.NoWatermark)
	f.passed.Store(batch.NoWatermark)
	f.silent.Store(false)
	for _, o := range f.operators {
		o.forgetTime()
	}
}

// sourceWatermark is the event time that the chain of a source has come to, if it matters to others.
func (f *figures) sourceWatermark() int64 {
	if f.silent.Load() || f.watermark.Load() == batch.MaxWatermark {
		return batch.NoWatermark
	}
	return f.passed.Load()
}

// The states of a subtask, by Flink's names.
const (
	taskCreated      = "CREATED"
	taskInitializing = "INITIALIZING"
	taskRunning      = "RUNNING"
	taskFinished     = "FINISHED"
	taskCanceled     = "CANCELED"
	taskFailed       = "FAILED"
)

// newFigures are those of a subtask with so many operators.
func newFigures(operators int) *figures {
	f := &figures{operators: make([]*operatorFigures, operators)}
	for i := range f.operators {
		f.operators[i] = &operatorFigures{}
	}
	f.forgetTime()
	f.enter(taskCreated)
	return f
}

// enter is the next state; it returns the one before. An attempt begins with CREATED.
func (f *figures) enter(state string) (before string) {
	next := &taskState{state, map[string]time.Time{state: time.Now()}}
	old := f.state.Load()
	if old != nil {
		before = old.name
		if state != taskCreated {
			for name, at := range old.entered {
				if name != state {
					next.entered[name] = at
				}
			}
		}
	}
	f.state.Store(next)
	return before
}

// subtask tells the figures.
func (f *figures) subtask(attempt int) Subtask {
	spent, state := f.meter.read(), f.state.Load()
	t := Subtask{
		State: state.name, Entered: maps.Clone(state.entered), Attempt: attempt, Watermark: f.watermark.Load(), Metrics: f.metrics(spent),
		ReadRecords: f.recordsIn.Load(), WriteRecords: f.recordsOut.Load(), ReadBytes: f.bytesIn.Load(), WriteBytes: f.bytesOut.Load(),
		Busy: spent[busy], Idle: spent[idle], Backpressured: spent[backpressured],
	}
	for _, o := range f.operators {
		t.Operators = append(t.Operators, o.figures())
	}
	return t
}

// metrics are the figures by Flink's names.
func (f *figures) metrics(spent [phases]time.Duration) map[string]string {
	all := spent[busy] + spent[idle] + spent[backpressured]
	perSecond := func(p phase) string {
		if all == 0 {
			return "0"
		}
		return strconv.FormatInt(int64(spent[p]*1000/all), 10)
	}
	accumulated := func(p phase) string { return strconv.FormatInt(spent[p].Milliseconds(), 10) }
	return map[string]string{
		"numRecordsIn":          strconv.FormatInt(f.recordsIn.Load(), 10),
		"numRecordsOut":         strconv.FormatInt(f.recordsOut.Load(), 10),
		"numBytesIn":            strconv.FormatInt(f.bytesIn.Load(), 10),
		"numBytesOut":           strconv.FormatInt(f.bytesOut.Load(), 10),
		"currentInputWatermark": strconv.FormatInt(f.watermark.Load(), 10),
		"numRecordsInErrors":    strconv.FormatInt(f.RecordsInErrors.Load(), 10),
		"numLateRecordsDropped": strconv.FormatInt(f.LateRecordsDropped.Load(), 10),
		"numNullRecordsDropped": strconv.FormatInt(f.NullRecordsDropped.Load(), 10),

		"accumulateBusyTimeMs":          accumulated(busy),
		"accumulateIdleTimeMs":          accumulated(idle),
		"accumulateBackPressuredTimeMs": accumulated(backpressured),
		"busyTimeMsPerSecond":           perSecond(busy),
		"idleTimeMsPerSecond":           perSecond(idle),
		"backPressuredTimeMsPerSecond":  perSecond(backpressured),
	}
}
