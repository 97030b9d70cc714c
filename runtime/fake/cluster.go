package fake

import (
	"fmt"
	"net/http"
	"time"

	"github.com/penstock/penstock/logs"
	"github.com/penstock/penstock/runtime/driver"
)

// token is what the REST API of every fake cluster asks for.
const token = "fake-token"

// cluster is one process. The world's lock guards it.
type cluster struct {
	world      *World
	spec       driver.Spec
	keys       keys
	build      string
	behaviour  Behaviour
	created    time.Time
	looks      int
	exit       *driver.Exit
	job        job
	savepoints map[string]*savepoint
	listener   *memoryListener
	server     *http.Server
	// changed is closed at the next change of the job's state.
	changed chan struct{}
	log     clusterLog
}

// job is the one job of a cluster.
type job struct {
	state    driver.JobState
	changes  int64
	looks    int
	position int64
	// checkpoint is the highest id of a completed checkpoint or savepoint.
	checkpoint          int64
	completed, restores int64
	newest              driver.Checkpoint
	restored            string
	failures            []driver.JobException
	vitals              driver.Vitals
	// deployed is when its tasks are, by the clock.
	deployed time.Time
	// cpu is the processor time that its load has used up to when it was worked out last.
	cpu    time.Duration
	worked time.Time
}

// live tells whether the job could still process data.
func (j *job) live() bool { return j.state != driver.JobStateAbsent && !j.state.Ended() }

// savepoint is one trigger.
type savepoint struct {
	stop     bool
	target   string
	looks    int
	done     time.Time
	location string
	failure  string
}

// enter changes the state of the job.
func (c *cluster) enter(state driver.JobState) {
	c.work(time.Now())
	c.job.state = state
	c.job.changes++
	close(c.changed)
	c.changed = make(chan struct{})
}

// restless tells that the job's state will change with the next looks.
func (c *cluster) restless() bool {
	return c.job.state == driver.JobStateRunning && (c.behaviour.Bounded || c.behaviour.JobError != "")
}

// observe is what a look at the cluster sees.
func (c *cluster) observe() driver.Observation {
	seen := driver.Observation{Handle: c.handle(), State: driver.StateReady}
	if c.exit == nil && c.job.state == driver.JobStateAbsent {
		c.looks++
		switch b := c.behaviour; {
		case b.NeverReady || c.looks <= b.PreparingLooks || time.Since(c.created) < b.PreparingTime:
			seen.State = driver.StatePreparing
		case b.CompileError != "":
			c.die(driver.Exit{Code: 1, Reason: b.CompileError, Terminal: true})
		case b.ExitInstead != "":
			c.die(driver.Exit{Code: -1, Reason: b.ExitInstead})
		}
	}
	if c.exit != nil {
		seen.State, seen.Exit = driver.StateExited, c.exit
	}
	return seen
}

// die ends the process: nothing of it but its files is left.
func (c *cluster) die(exit driver.Exit) {
	if c.exit != nil {
		return
	}
	c.exit = &exit
	c.enter(driver.JobStateAbsent)
	c.tell(logs.Error, exit.Reason)
	c.hangUp()
}

// end ends the process on behalf of the driver, which is no news.
func (c *cluster) end() {
	if c.exit != nil {
		return
	}
	c.exit = &driver.Exit{Code: -1, Reason: "ended by the driver"}
	c.enter(driver.JobStateAbsent)
	c.hangUp()
}

// hangUp closes the REST API. Its connections break, as those of a process that ended.
func (c *cluster) hangUp() { _ = c.server.Close() }

// run submits the job.
func (c *cluster) run(path string) error {
	if c.job.state != driver.JobStateAbsent {
		return nil
	}
	if c.behaviour.RunError != "" {
		return fmt.Errorf("%s", c.behaviour.RunError)
	}
	c.job.deployed = time.Now().Add(c.behaviour.DeployingTime)
	if path != "" {
		m, err := readMetadata(path)
		if err != nil {
			return fmt.Errorf("cannot restore %s: %w", path, err)
		}
		if err := c.keys.opens(m.SealedWith); err != nil {
			return fmt.Errorf("cannot restore %s: %w", path, err)
		}
		c.job.position, c.job.checkpoint = m.Position, m.Checkpoint
		c.job.restores = 1
		c.job.deployed = c.job.deployed.Add(c.behaviour.transfer(stateSize(path)))
	}
	c.world.watch(c)
	c.job.restored = path
	c.enter(driver.JobStateRunning)
	c.tell(logs.Info, "Job "+c.spec.JobID+" switched from state CREATED to RUNNING.")
	return nil
}

// look is one look at the job, which lets it come further. It tells whether all tasks are deployed.
func (c *cluster) look() (deployed bool) {
	j := &c.job
	if j.state != driver.JobStateRunning {
		return j.state == driver.JobStateFinished
	}
	j.looks++
	switch {
	case j.looks <= c.behaviour.DeployingLooks || time.Now().Before(j.deployed):
		return false
	case c.behaviour.JobError != "":
		c.enter(driver.JobStateFailed)
		j.failures = append(j.failures, driver.JobException{Message: c.behaviour.JobError, At: c.created})
		return false
	case c.behaviour.Bounded && j.looks > c.behaviour.DeployingLooks+1:
		c.enter(driver.JobStateFinished)
	}
	return true
}

// checkpoint writes a checkpoint of the running job.
func (c *cluster) checkpoint() error {
	if c.job.state != driver.JobStateRunning {
		return fmt.Errorf("job of %s is %s", c.spec.ID, c.job.state)
	}
	uri := fmt.Sprintf("%s/%s/chk-%d", c.spec.CheckpointsURI, c.spec.JobID, c.job.checkpoint+1)
	return c.write(uri, false)
}

// write puts the state of the job down and makes it the newest.
func (c *cluster) write(uri string, isSavepoint bool) error {
	c.work(time.Now())
	c.job.checkpoint++
	if err := writeState(uri, c.behaviour.StateSize); err != nil {
		return err
	}
	if err := writeMetadata(uri, metadata{Position: c.job.position, Checkpoint: c.job.checkpoint, SealedWith: c.keys.sealing}); err != nil {
		return err
	}
	c.job.completed++
	c.job.newest = driver.Checkpoint{ID: c.job.checkpoint, ExternalPath: uri, CompletedAt: c.created, Savepoint: isSavepoint}
	return nil
}

// trigger begins a savepoint; a known id begins nothing.
func (c *cluster) trigger(id, target string, stop bool) error {
	if _, known := c.savepoints[id]; known {
		return nil
	}
	if c.job.state != driver.JobStateRunning {
		return fmt.Errorf("job is %s", c.job.state)
	}
	c.savepoints[id] = &savepoint{stop: stop, target: target, done: time.Now().Add(c.behaviour.transfer(c.behaviour.StateSize))}
	return nil
}

// progress is one look at a savepoint, which lets it come further.
func (c *cluster) progress(id string) (*savepoint, bool) {
	s, ok := c.savepoints[id]
	if !ok || s.location != "" || s.failure != "" {
		return s, ok
	}
	s.looks++
	switch {
	case s.looks <= c.behaviour.SavepointLooks || time.Now().Before(s.done):
	case c.behaviour.SavepointError != "":
		s.failure = c.behaviour.SavepointError
	case c.job.state != driver.JobStateRunning:
		s.failure = "job is " + string(c.job.state)
	default:
		uri := fmt.Sprintf("%s/savepoint-%s", s.target, id[:6])
		if err := c.write(uri, true); err != nil {
			s.failure = err.Error()
			return s, true
		}
		s.location = uri
		if s.stop {
			c.enter(driver.JobStateFinished)
		}
	}
	return s, true
}
