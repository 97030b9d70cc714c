package health

import "time"

// Thresholds say how much of what it takes for a job not to be healthy.
type Thresholds struct {
	// Settle is how long a job that failed once has to run before it is trusted again. A job that failed n times within Failures has to
	// run n times as long, at most as long as Failures.
	Settle time.Duration
	// Failures is the time in which failures are counted.
	Failures time.Duration
	// Stall is how long nothing is processed, or the cluster does not answer, before the job is stalled.
	Stall time.Duration
	// Engaged is the share of the time that one task at least is busy or backpressured for a job to have something to do, where the
	// sources cannot tell.
	Engaged float64
	// Checkpoint is how long no checkpoint completes before the job is stalled, and Checkpoints that time in intervals between two
	// checkpoints: both have to pass.
	Checkpoint  time.Duration
	Checkpoints int
	// Pile is how long input piles up before the job is behind.
	Pile time.Duration
	// Grow is the least growth over that time that counts: of pending records as a share of what there were, of the watermark's lag as a
	// share of the time.
	Grow float64
	// Behind is how far behind a job is at least: the time in which pending records would be read if no more came, or the watermark's
	// lag. A job has caught up at half of it.
	Behind time.Duration
}

// DefaultThresholds are those of production.
func DefaultThresholds() Thresholds {
	return Thresholds{
		Settle: 30 * time.Second, Failures: 10 * time.Minute,
		Stall: 5 * time.Minute, Engaged: 0.9, Checkpoint: 10 * time.Minute, Checkpoints: 5,
		Pile: 5 * time.Minute, Grow: 0.1, Behind: time.Minute,
	}
}

// Span is for how long readings have to be kept.
func (t Thresholds) Span() time.Duration { return max(t.Stall, t.Pile) }
