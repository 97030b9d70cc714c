package fake

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/penstock/penstock/logs"
	"github.com/penstock/penstock/runtime/driver"
)

// World is everything outside the control plane. It is safe for concurrent use.
type World struct {
	mu         sync.Mutex
	clusters   map[driver.ClusterID]*cluster
	order      []driver.ClusterID
	faults     []*Fault
	behaviours []Behaviour
	choose     func(driver.Spec) Behaviour
	calls      []Call
	violations []string
}

// NewWorld makes an empty world. Close it in the end.
func NewWorld() *World {
	return &World{clusters: map[driver.ClusterID]*cluster{}}
}

// Close ends all clusters.
func (w *World) Close() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, c := range w.clusters {
		c.hangUp()
	}
	clear(w.clusters)
}

// View is what a test sees of a cluster.
type View struct {
	// ID is the cluster.
	ID driver.ClusterID
	// Spec is what it was prepared with.
	Spec driver.Spec
	// Dead is true once its process has ended.
	Dead bool
	// Job is the state of its job.
	Job driver.JobState
	// Position is how far its job has come.
	Position int64
	// Restored is the path it was started from.
	Restored string
}

// Clusters are all that exist, in the order in which they were prepared.
func (w *World) Clusters() []View {
	w.mu.Lock()
	defer w.mu.Unlock()
	views := make([]View, 0, len(w.order))
	for _, id := range w.order {
		c := w.clusters[id]
		views = append(views, View{
			ID: id, Spec: c.spec, Dead: c.exit != nil, Job: c.job.state, Position: c.job.position, Restored: c.job.restored,
		})
	}
	return views
}

// CallLog is every call so far, in order.
func (w *World) CallLog() []Call {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.calls)
}

// Violations tells what must never happen and did.
func (w *World) Violations() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.violations)
}

// Kill ends the process of a cluster, as kill -9 does.
func (w *World) Kill(id driver.ClusterID) error {
	return w.with(id, func(c *cluster) error {
		c.die(driver.Exit{Code: -1, Reason: "killed by signal 9"})
		return nil
	})
}

// Advance lets the job of a cluster process more.
func (w *World) Advance(id driver.ClusterID, by int64) error {
	return w.with(id, func(c *cluster) error {
		if c.job.state == driver.JobStateRunning {
			c.job.position += by
		}
		return nil
	})
}

// Checkpoint completes a checkpoint of the running job of a cluster.
func (w *World) Checkpoint(id driver.ClusterID) error {
	return w.with(id, func(c *cluster) error { return c.checkpoint() })
}

// SetJob puts the job of a cluster into a state, such as RESTARTING, FAILED or FINISHED. RESTARTING is after a failure, which the
// job remembers.
func (w *World) SetJob(id driver.ClusterID, state driver.JobState) error {
	return w.with(id, func(c *cluster) error {
		if state == driver.JobStateRestarting {
			c.job.failures = append(c.job.failures, driver.JobException{Message: "the job failed", At: c.created})
		}
		c.enter(state)
		return nil
	})
}

// Orphan makes a cluster that no control plane knows of, as one leaves that was killed at the wrong moment.
func (w *World) Orphan(id driver.ClusterID) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	_, err := w.prepare(driver.Spec{ID: id, ApplicationARN: "orphan", JobID: id.JobID()})
	return err
}

func (w *World) with(id driver.ClusterID, do func(*cluster) error) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	c, ok := w.clusters[id]
	if !ok {
		return fmt.Errorf("no cluster %s", id)
	}
	return do(c)
}

// prepare makes a cluster, or finds the one that exists. The lock is held.
func (w *World) prepare(spec driver.Spec) (*cluster, error) {
	if c, ok := w.clusters[spec.ID]; ok {
		return c, nil
	}
	c := &cluster{world: w, spec: spec, keys: keysOf(spec.Keys), created: time.Now(), savepoints: map[string]*savepoint{}, changed: make(chan struct{})}
	if len(w.behaviours) > 0 {
		c.behaviour, w.behaviours = w.behaviours[0], w.behaviours[1:]
	} else if w.choose != nil {
		c.behaviour = w.choose(spec)
	}
	code, err := textOf(spec.Code)
	if err != nil {
		return nil, err
	}
	switch code {
	case BrokenCode:
		c.behaviour.CompileError = "does not compile"
	case RefusedCode:
		c.behaviour.RunError = "cannot be deployed"
	}
	c.job.state = driver.JobStateAbsent
	c.listen()
	c.tell(logs.Info, "cluster is ready")
	w.clusters[spec.ID] = c
	w.order = append(w.order, spec.ID)
	return c, nil
}

// preparingFor is how long a cluster will be preparing at least.
func (w *World) preparingFor(id driver.ClusterID) time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	c, ok := w.clusters[id]
	if !ok {
		return 0
	}
	return time.Until(c.created.Add(c.behaviour.PreparingTime))
}

// remove takes a cluster out of the world. The lock is held.
func (w *World) remove(id driver.ClusterID) {
	c, ok := w.clusters[id]
	if !ok {
		return
	}
	c.hangUp()
	delete(w.clusters, id)
	w.order = slices.DeleteFunc(w.order, func(other driver.ClusterID) bool { return other == id })
}

// watch records a violation when the job that is about to run is not alone. The lock is held.
func (w *World) watch(starting *cluster) {
	for _, id := range w.order {
		c := w.clusters[id]
		if c != starting && c.spec.ApplicationARN == starting.spec.ApplicationARN && c.exit == nil && c.job.live() {
			w.violations = append(w.violations, fmt.Sprintf("job of %s starts while the job of %s is %s",
				starting.spec.ID, id, c.job.state))
		}
	}
}

// BrokenCode is the one script that does not compile here, and RefusedCode one whose job cannot be submitted.
const (
	BrokenCode  = "this does not compile"
	RefusedCode = "this cannot be deployed"
)

// textOf reads the code, as a cluster that compiles it would.
func textOf(code driver.Code) (string, error) {
	if code.Open == nil {
		return "", nil
	}
	content, err := code.Open(context.Background())
	if err != nil {
		return "", fmt.Errorf("read code: %w", err)
	}
	defer content.Close()
	text, err := io.ReadAll(content)
	if err != nil {
		return "", fmt.Errorf("read code: %w", err)
	}
	return string(text), nil
}

// local is the path of a file URI.
func local(uri string) string { return strings.TrimPrefix(uri, "file://") }
