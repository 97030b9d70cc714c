package job

import (
	"fmt"
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

// tellDropped tells of rows that were dropped, now and then for as long as the attempt runs, and at its end.
func (e *execution) tellDropped() {
	type counts struct{ late, null int64 }
	told := make([]counts, len(e.tasks))
	for i, t := range e.tasks {
		told[i] = counts{t.figures.LateRecordsDropped.Load(), t.figures.NullRecordsDropped.Load()}
	}
	tell := func() {
		for i, t := range e.tasks {
			now := counts{t.figures.LateRecordsDropped.Load(), t.figures.NullRecordsDropped.Load()}
			log := e.job.options.Logger.With("thread", t.name())
			if n := now.late - told[i].late; n > 0 {
				log.Warn(fmt.Sprintf("%s dropped %d rows that came too late.", t.name(), n), "sum", now.late)
			}
			if n := now.null - told[i].null; n > 0 {
				log.Warn(fmt.Sprintf("%s dropped %d rows with a NULL in a NOT NULL column.", t.name(), n), "sum", now.null)
			}
			told[i] = now
		}
	}
	ticker := time.NewTicker(dropPeriod)
	defer ticker.Stop()
	for {
		select {
		case <-e.ctx.Done():
			tell()
			return
		case <-ticker.C:
			tell()
		}
	}
}
