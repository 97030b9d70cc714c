package job

import (
	"context"
	"fmt"
	"log/slog"
	"time"
)

// The names of the loggers that tell of the job's life. They are Flink's, as are the words of changes of state, because
// people search and alarm by them.
const (
	executionLogger  = "org.apache.flink.runtime.executiongraph.ExecutionGraph"
	checkpointLogger = "org.apache.flink.runtime.checkpoint.CheckpointCoordinator"
)

// dropPeriod is how often rows that were dropped are told of, at most.
const dropPeriod = 10 * time.Second

// title names the job in messages.
func (j *Job) title() string { return fmt.Sprintf("%s (%s)", j.options.Name, j.options.JobID) }

// move changes the state of the job and tells of it. The caller holds the lock.
func (j *Job) move(s State) {
	if before := j.status.State; before != "" && before != s {
		j.log.Info(fmt.Sprintf("Job %s switched from state %s to %s.", j.title(), before, s))
	}
	j.changes++
	close(j.changed)
	j.changed = make(chan struct{})
	j.status.State = s
	j.status.Entered[s] = j.options.Clock()
}

// enter changes the state of the task and tells of it, with the cause of a failure.
func (t *task) enter(state string, cause error) {
	before := t.figures.enter(state)
	if before == state {
		return
	}
	log := t.execution.job.log.With("thread", t.name())
	message := fmt.Sprintf("%s switched from %s to %s.", t.name(), before, state)
	if cause != nil {
		log.Warn(message, "error", cause)
		return
	}
	log.Info(message)
}

// drops tells of records that were ignored and rows that were dropped in an attempt.
type drops struct {
	tasks []*task
	log   *slog.Logger
	// told is what is known already, by task. The figures of a task go on counting over all attempts.
	told []dropCounts
}

type dropCounts struct{ late, null, unread int64 }

func dropCountsOf(t *task) dropCounts {
	return dropCounts{t.figures.LateRecordsDropped.Load(), t.figures.NullRecordsDropped.Load(), t.figures.RecordsInErrors.Load()}
}

// newDrops is called before the tasks run.
func newDrops(tasks []*task, log *slog.Logger) *drops {
	d := &drops{tasks: tasks, log: log}
	for _, t := range tasks {
		d.told = append(d.told, dropCountsOf(t))
	}
	return d
}

// tell tells of what is new.
func (d *drops) tell() {
	for i, t := range d.tasks {
		now := dropCountsOf(t)
		log := d.log.With("thread", t.name())
		if n := now.late - d.told[i].late; n > 0 {
			log.Warn(fmt.Sprintf("%s dropped %d rows that came too late.", t.name(), n), "sum", now.late)
		}
		if n := now.null - d.told[i].null; n > 0 {
			log.Warn(fmt.Sprintf("%s dropped %d rows with a NULL in a NOT NULL column.", t.name(), n), "sum", now.null)
		}
		if n := now.unread - d.told[i].unread; n > 0 {
			log.Warn(fmt.Sprintf("%s ignored %d records that it cannot read.", t.name(), n), "sum", now.unread)
		}
		d.told[i] = now
	}
}

// tellUntil tells now and then until ctx is done. What tasks drop while they end is left to be told.
func (d *drops) tellUntil(ctx context.Context) {
	ticker := time.NewTicker(dropPeriod)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			d.tell()
		}
	}
}
