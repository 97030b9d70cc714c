package job

import (
	"strconv"
	"sync/atomic"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/operator"
)

// figures are what a subtask counts. They are read by others while it works.
type figures struct {
	operator.Figures
	recordsIn, recordsOut atomic.Int64
	// written are the rows that the sinks among its operators were given, which are part of recordsOut.
	written atomic.Int64
	// watermark is the event time that came in, and passed that which the chain of a source has come to.
	watermark, passed atomic.Int64
	// silent is set while a source holds nobody's event time back, because it has nothing to read.
	silent atomic.Bool
	meter  meter
	state  atomic.Pointer[string]
}

// forgetTime is for the beginning of an attempt, which has come to no event time yet.
func (f *figures) forgetTime() {
	f.watermark.Store(batch.NoWatermark)
	f.passed.Store(batch.NoWatermark)
	f.silent.Store(false)
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

func newFigures() *figures {
	f := &figures{}
	f.forgetTime()
	f.enter(taskCreated)
	return f
}

// enter is the next state; it returns the one before.
func (f *figures) enter(state string) (before string) {
	if old := f.state.Swap(&state); old != nil {
		return *old
	}
	return ""
}

// metrics are the figures by Flink's names.
func (f *figures) metrics() map[string]string {
	spent := f.meter.read()
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
