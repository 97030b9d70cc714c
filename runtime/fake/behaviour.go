package fake

import (
	"math"
	"time"

	"github.com/penstock/penstock/runtime/driver"
)

// Behaviour says how a cluster will go. The zero value is one that is ready at the first look, whose job runs at once
// and goes on for ever.
type Behaviour struct {
	// PreparingLooks is how often Inspect sees it coming up before it is ready, and PreparingTime how long that takes at least.
	PreparingLooks int
	PreparingTime  time.Duration
	// NeverReady keeps it coming up for ever.
	NeverReady bool
	// CompileError makes it exit with this reason instead of becoming ready, as would every other cluster of the code.
	CompileError string
	// ExitInstead makes it die instead of becoming ready, with a reason that need not hold for another one.
	ExitInstead string
	// StateError is why no state fits its program.
	StateError string
	// RunError is what it answers to the submission of the job, refusing it.
	RunError string
	// DeployingLooks is how often the job is seen without all of its tasks deployed, and DeployingTime how long that takes at
	// least, beside the time that the state takes.
	DeployingLooks int
	DeployingTime  time.Duration
	// JobError makes the job fail for good instead of deploying its tasks.
	JobError string
	// Bounded makes the job finish by itself as soon as its tasks were seen deployed.
	Bounded bool
	// SavepointLooks is how often a savepoint is seen in progress.
	SavepointLooks int
	// SavepointError makes every savepoint fail with this text.
	SavepointError string
	// StateSize is the size of the state in a savepoint or checkpoint, in bytes, and BytesPerSecond how fast a savepoint is written
	// and either is restored; 0 takes no time.
	StateSize, BytesPerSecond int64
	// Load is how many cores the job would keep busy at a time; nil for none. It gets those of the KPUs that it has.
	Load func(at time.Time) float64
}

// Behave gives the next cluster that is prepared a behaviour; further calls queue further ones.
func (w *World) Behave(b Behaviour) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.behaviours = append(w.behaviours, b)
}

// BehaveAs gives each cluster that is prepared from now on the behaviour that is chosen for it, unless one is queued.
func (w *World) BehaveAs(choose func(driver.Spec) Behaviour) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.choose = choose
}

// transfer is the time that so much state takes.
func (b *Behaviour) transfer(bytes int64) time.Duration {
	if b.BytesPerSecond <= 0 {
		return 0
	}
	return time.Duration(float64(bytes) / float64(b.BytesPerSecond) * float64(time.Second))
}

// work adds the processor time since the last call, of a load that is taken as even in between.
func (c *cluster) work(now time.Time) {
	j := &c.job
	since := j.worked
	j.worked = now
	if c.behaviour.Load == nil || j.state != driver.JobStateRunning || since.IsZero() {
		return
	}
	took := now.Sub(since)
	kpus := math.Ceil(float64(max(1, c.spec.Parallelism)) / float64(max(1, c.spec.ParallelismPerKPU)))
	cores := min(kpus, c.behaviour.Load(since.Add(took/2)))
	j.cpu += time.Duration(cores * float64(took))
	j.position += int64(cores * took.Seconds() * recordsPerCoreSecond)
}

// recordsPerCoreSecond is how far a job comes in a second of processor time.
const recordsPerCoreSecond = 1000
