package job

import (
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
	// watermark is the event time that came in.
	watermark atomic.Int64
	// busy and idle are the nanoseconds spent working and waiting for input.
	busy, idle atomic.Int64
	state      atomic.Pointer[string]
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
	f.watermark.Store(batch.NoWatermark)
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
	busy, idle := f.busy.Load(), f.idle.Load()
	perSecond := func(part int64) string {
		if busy+idle == 0 {
			return "0"
		}
		return strconv.FormatInt(part*1000/(busy+idle), 10)
	}
	return map[string]string{
		"numRecordsIn":          strconv.FormatInt(f.recordsIn.Load(), 10),
		"numRecordsOut":         strconv.FormatInt(f.recordsOut.Load(), 10),
		"currentInputWatermark": strconv.FormatInt(f.watermark.Load(), 10),
		"numLateRecordsDropped": strconv.FormatInt(f.LateRecordsDropped.Load(), 10),
		"accumulateBusyTimeMs":  strconv.FormatInt(busy/int64(time.Millisecond), 10),
		"accumulateIdleTimeMs":  strconv.FormatInt(idle/int64(time.Millisecond), 10),
		"busyTimeMsPerSecond":   perSecond(busy),
		"idleTimeMsPerSecond":   perSecond(idle),
		"numNullRecordsDropped": strconv.FormatInt(f.NullRecordsDropped.Load(), 10),
	}
}
