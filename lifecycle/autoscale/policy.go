package autoscale

import (
	"errors"
	"time"
)

// Policy says when to scale.
type Policy struct {
	// UpPercent of the cores granted, used for UpFor, doubles the parallelism.
	UpPercent float64
	UpFor     time.Duration
	// Less than DownPercent of them, used for DownFor, halves it.
	DownPercent float64
	DownFor     time.Duration
}

// DefaultPolicy is the service's.
func DefaultPolicy() Policy {
	return Policy{UpPercent: 75, UpFor: 15 * time.Minute, DownPercent: 10, DownFor: 6 * time.Hour}
}

// points is how many points the service's upper window has: one a minute.
const points = 15

// point is the time for which the highest reading counts.
func (p Policy) point() time.Duration { return p.UpFor / points }

// longestPause bounds the pause after changes that failed in a row.
const longestPause = 24 * time.Hour

// pause is how long nothing is tried after so many changes that failed in a row.
func (p Policy) pause(failures int) time.Duration {
	pause := p.UpFor
	for range failures {
		if pause *= 2; pause >= longestPause {
			return longestPause
		}
	}
	return pause
}

// Check refuses a policy that would scale up and down at once, or never come to rest.
func (p Policy) Check() error {
	switch {
	case p.UpPercent <= 0 || p.UpPercent > 100:
		return errors.New("the share of the processor above which jobs are scaled up must be more than 0 % and at most 100 %")
	case p.DownPercent < 0 || 2*p.DownPercent > p.UpPercent:
		// A job that is halved uses twice the share.
		return errors.New("the share of the processor below which jobs are scaled down must be at most half of that above which they are scaled up")
	case p.UpFor <= 0 || p.DownFor <= 0:
		return errors.New("the times after which jobs are scaled must be more than nothing")
	}
	return nil
}

// Bounds are what the parallelism of a job moves between.
type Bounds struct {
	// Configured is the parallelism of the version, below which it never goes.
	Configured int
	// PerKPU is how many subtasks share a KPU.
	PerKPU int
	// MaxKPUs are the most that an application may have; 0 for no limit.
	MaxKPUs int
	// MaxParallelism is the number of the job's key groups, which its state fixes.
	MaxParallelism int
}

// KPUs are those of a job: the cores that it is granted.
func (b Bounds) KPUs(parallelism int) int {
	perKPU := max(1, b.PerKPU)
	return (parallelism + perKPU - 1) / perKPU
}

// up is the parallelism that follows; the same where there is no more.
func (b Bounds) up(parallelism int) int {
	next := min(2*parallelism, b.MaxParallelism)
	if b.MaxKPUs > 0 {
		next = min(next, b.MaxKPUs*max(1, b.PerKPU))
	}
	return max(parallelism, next)
}

// down is the one before; the same where there is no less.
func (b Bounds) down(parallelism int) int {
	return min(parallelism, max((parallelism+1)/2, b.Configured, 1))
}
