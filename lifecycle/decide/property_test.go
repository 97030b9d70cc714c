package decide_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/decide"
)

// simulation is an application with everything around it: what is written down of it, and what is really the case. What
// is decided is applied to it, as the reconciler would.
type simulation struct {
	t *rapid.T

	now     time.Time
	status  lifecycle.Status
	desired lifecycle.Desired
	pending bool
	started time.Time // of the operation; zero when there is none
	gone    bool

	current, beside *process
	automatic       *decide.Snapshot
	snapshots       []decide.Snapshot
	enabled         bool
	// mayRollBack tells that the version is on trial.
	mayRollBack bool
	// hidden tells that the outside does not answer.
	hidden bool
	trace  []string
}

// process is a cluster: what is written down, what is really the case, and the savepoint it writes for the operation.
type process struct {
	decide.Cluster
	savepoint decide.SavepointState
	stops     bool
}

// processing tells whether its job could process data now.
func (p *process) processing() bool {
	if p == nil || p.Gone || p.State != decide.ClusterReady {
		return false
	}
	switch p.Job {
	case decide.JobDeploying, decide.JobRunning, decide.JobRestarting, decide.JobCancelling:
		return true
	default:
		return false
	}
}

func (s *simulation) facts() decide.Facts {
	f := decide.Facts{
		Now: s.now, Name: "a", Status: s.status, Pending: s.pending, Desired: s.desired, OperationStart: s.started,
		SnapshotsEnabled: s.enabled, Cluster: s.seen(s.current), Next: s.seen(s.beside), Limits: decide.DefaultLimits(),
		MayRollBack: s.mayRollBack,
	}
	if s.automatic != nil {
		a := *s.automatic
		a.Savepoint = s.seenSavepoint()
		f.Automatic = &a
	}
	for _, snapshot := range s.snapshots {
		snapshot.Savepoint = decide.SavepointAbsent
		if s.hidden {
			snapshot.Savepoint = decide.SavepointUnknown
		}
		f.Snapshots = append(f.Snapshots, snapshot)
	}
	return f
}

func (s *simulation) seen(p *process) *decide.Cluster {
	if p == nil {
		return nil
	}
	c := p.Cluster
	if s.hidden || !c.Prepared || c.Gone {
		c.State, c.Job = decide.ClusterUnknown, decide.JobUnknown
	} else if c.State != decide.ClusterReady {
		c.Job = decide.JobUnknown
	}
	return &c
}

func (s *simulation) seenSavepoint() decide.SavepointState {
	p := s.current
	switch {
	case p != nil && p.savepoint == decide.SavepointCompleted:
		return decide.SavepointCompleted // it lies in its directory
	case p == nil || p.Gone || p.State != decide.ClusterReady:
		return decide.SavepointAbsent
	case s.hidden:
		return decide.SavepointUnknown
	default:
		return p.savepoint
	}
}

func (s *simulation) slot(slot decide.Slot) **process {
	if slot == decide.Beside {
		return &s.beside
	}
	return &s.current
}

// step decides and applies once.
func (s *simulation) step() decide.Action {
	f := s.facts()
	a := decide.Decide(f)
	s.trace = append(s.trace, fmt.Sprintf("%s %s", s.status, describe(a)))
	checkLegal(s.t, f, a)
	p := *s.slot(a.Slot)
	switch a.Kind {
	case decide.TakeUp:
		s.status, s.pending = s.desired.Via, false
		s.automatic = nil
	case decide.PlanCluster:
		*s.slot(a.Slot) = &process{Cluster: decide.Cluster{
			Generation: s.desired.Generation, Restore: a.Slot == decide.Current, Since: s.now,
		}, savepoint: decide.SavepointAbsent}
	case decide.ReplaceCluster:
		*s.slot(a.Slot) = &process{Cluster: decide.Cluster{
			Generation: p.Generation, Attempt: p.Attempt + 1, Restore: p.Restore, Since: s.now,
		}, savepoint: decide.SavepointAbsent}
	case decide.PrepareCluster:
		if !s.hidden {
			p.Prepared, p.State, p.Job = true, decide.ClusterPreparing, decide.JobAbsent
		}
	case decide.CheckState:
		require.False(s.t, s.current.savepoint == decide.SavepointInProgress, "the old job has been touched")
		if rapid.IntRange(0, 9).Draw(s.t, "fit") == 0 {
			p.Condemned = "the state does not fit"
		}
		p.Checked = true
	case decide.ChooseRestore:
		p.Restore, p.Since = true, s.now
	case decide.RunJob:
		other := s.current
		if a.Slot == decide.Current {
			other = s.beside
		}
		require.False(s.t, other.processing(), "two jobs")
		p.Job = decide.JobDeploying
	case decide.CancelJob:
		p.Job = decide.JobCanceled
	case decide.Condemn:
		p.Condemned = a.Text
	case decide.Retire:
		p.Retired = true
	case decide.Destroy:
		if !s.hidden {
			p.Gone = true
		}
	case decide.Forget:
		*s.slot(a.Slot) = nil
	case decide.BeginSnapshot:
		require.Nil(s.t, s.automatic)
		s.automatic = &decide.Snapshot{Name: "auto", Status: lifecycle.SnapshotCreating}
	case decide.StopJob:
		s.current.savepoint, s.current.stops = decide.SavepointInProgress, true
	case decide.TakeSavepoint, decide.CompleteSnapshot:
		s.setSnapshot(a.Snapshot, lifecycle.SnapshotReady, "")
	case decide.FailSnapshot:
		require.NotEmpty(s.t, a.Text)
		s.setSnapshot(a.Snapshot, lifecycle.SnapshotFailed, a.Text)
	case decide.DeleteSnapshot:
		s.dropSnapshot(a.Snapshot)
	case decide.Settle:
		if a.Swap {
			s.current, s.beside = s.beside, s.current
		}
		s.status, s.started = a.Status, time.Time{}
		s.automatic = nil
		if a.Status == lifecycle.StatusReady {
			s.desired.Goal = lifecycle.GoalStop
		}
	case decide.RollBack:
		require.NotEmpty(s.t, a.Text)
		require.NoError(s.t, lifecycle.Transition(s.status, lifecycle.StatusRollingBack, nil))
		s.desired = lifecycle.Desired{
			Goal: lifecycle.GoalRun, Via: lifecycle.StatusRollingBack, Generation: s.desired.Generation + 1, OperationID: "r",
		}
		s.pending, s.started, s.mayRollBack = true, s.now, false
	case decide.DeleteApplication:
		require.False(s.t, s.current.processing() || s.beside.processing(), "a job outlives its application")
		s.gone = true
	}
	return a
}

func (s *simulation) setSnapshot(name string, status lifecycle.SnapshotStatus, failure string) {
	if s.automatic != nil && s.automatic.Name == name {
		s.automatic.Status, s.automatic.Failure = status, failure
		return
	}
	for i := range s.snapshots {
		if s.snapshots[i].Name == name {
			s.snapshots[i].Status = status
		}
	}
}

func (s *simulation) dropSnapshot(name string) {
	for i := range s.snapshots {
		if s.snapshots[i].Name == name {
			s.snapshots = append(s.snapshots[:i:i], s.snapshots[i+1:]...)
			return
		}
	}
}

// request asks for something that is open in the status, if it is.
func (s *simulation) request(request lifecycle.Request, goal lifecycle.Goal) {
	shown := s.status
	if s.pending {
		shown = s.desired.Via
	}
	if lifecycle.Allow(request, "a", shown) != nil || lifecycle.Via(request, shown) == lifecycle.StatusReady {
		return
	}
	s.desired = lifecycle.Desired{
		Goal: goal, Via: lifecycle.Via(request, shown), Generation: s.desired.Generation + 1, OperationID: "o",
	}
	s.pending, s.started = true, s.now
	s.mayRollBack = (request == lifecycle.RequestStart || request == lifecycle.RequestUpdate) && rapid.Bool().Draw(s.t, "on trial")
	s.trace = append(s.trace, string(request))
}

// happens lets something happen outside to a cluster.
func (s *simulation) happens(p *process, event string) {
	if p == nil || p.Gone || !p.Prepared || p.State == decide.ClusterExited {
		return
	}
	s.trace = append(s.trace, event)
	switch event {
	case "ready":
		p.State = decide.ClusterReady
	case "dies":
		p.State, p.ExitReason, p.Job = decide.ClusterExited, "signal 9", decide.JobUnknown
	case "does not compile":
		if p.State == decide.ClusterPreparing {
			p.State, p.ExitReason, p.ExitTerminal = decide.ClusterExited, "1:1: no", true
		}
	case "deployed":
		if p.Job == decide.JobDeploying || p.Job == decide.JobRestarting {
			p.Job = decide.JobRunning
		}
	case "restarts":
		if p.Job == decide.JobRunning {
			p.Job = decide.JobRestarting
			p.Failures++
		}
	case "fails":
		if p.processing() {
			p.Job = decide.JobFailed
		}
	case "finishes":
		if p.Job == decide.JobRunning {
			p.Job = decide.JobFinished
		}
	case "savepoint":
		if p.savepoint == decide.SavepointInProgress && p.Job != decide.JobRunning {
			p.savepoint = decide.SavepointFailed // with its job
		}
		if p.savepoint == decide.SavepointInProgress && p.Job == decide.JobRunning {
			p.savepoint = decide.SavepointCompleted
			if p.stops {
				p.Job = decide.JobFinished
			}
		}
	case "savepoint fails":
		if p.savepoint == decide.SavepointInProgress {
			p.savepoint = decide.SavepointFailed
		}
	}
}

var (
	events = []string{
		"ready", "dies", "does not compile", "deployed", "restarts", "fails", "finishes", "savepoint", "savepoint fails",
	}
	requests = []struct {
		request lifecycle.Request
		goal    lifecycle.Goal
	}{
		{lifecycle.RequestStart, lifecycle.GoalRun}, {lifecycle.RequestStop, lifecycle.GoalStop},
		{lifecycle.RequestForceStop, lifecycle.GoalForceStop}, {lifecycle.RequestUpdate, lifecycle.GoalRun},
		{lifecycle.RequestRollback, lifecycle.GoalRun}, {lifecycle.RequestDelete, lifecycle.GoalDelete},
	}
)

// calm lets the outside answer and everything under way come to its end, and waits for the application to be quiet.
func (s *simulation) calm() {
	s.hidden = false
	for range 200 {
		for _, p := range []*process{s.current, s.beside} {
			for _, event := range []string{"ready", "deployed", "savepoint"} {
				s.happens(p, event)
			}
		}
		a := s.step()
		s.now = s.now.Add(time.Second)
		if s.gone || a.Kind == decide.Idle && !s.status.Transient() {
			return
		}
	}
	require.Fail(s.t, "the status is never left", "%s: %v", s.status, s.trace[max(0, len(s.trace)-40):])
}

// adversity lets anything happen in any order.
func (s *simulation) adversity() {
	for range rapid.IntRange(0, 60).Draw(s.t, "length") {
		if s.gone {
			return
		}
		switch rapid.IntRange(0, 9).Draw(s.t, "what") {
		case 0, 1, 2, 3, 4:
			s.step()
		case 5, 6:
			p := s.current
			if rapid.Bool().Draw(s.t, "beside") {
				p = s.beside
			}
			s.happens(p, rapid.SampledFrom(events).Draw(s.t, "event"))
		case 7:
			s.now = s.now.Add(time.Duration(rapid.IntRange(1, 400).Draw(s.t, "seconds")) * time.Second)
		case 8:
			s.hidden = rapid.Bool().Draw(s.t, "hidden")
		case 9:
			r := rapid.SampledFrom(requests).Draw(s.t, "request")
			s.request(r.request, r.goal)
		}
	}
}

func newSimulation(t *rapid.T) *simulation {
	return &simulation{
		t: t, now: noon, status: lifecycle.StatusReady, enabled: rapid.Bool().Draw(t, "snapshots"),
		desired: lifecycle.Desired{Goal: lifecycle.GoalStop, Via: lifecycle.StatusReady, Generation: 1},
		snapshots: []decide.Snapshot{
			{Name: "making", Status: lifecycle.SnapshotCreating}, {Name: "removing", Status: lifecycle.SnapshotDeleting},
		},
	}
}

// TestDecide_NeverTwoJobsAndAlwaysAWayOut: whatever happens, no job is run beside another, and once the outside answers
// again every status is left for READY, RUNNING, or the end of the application.
func TestDecide_NeverTwoJobsAndAlwaysAWayOut(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := newSimulation(t)
		for range 3 {
			s.adversity()
			if s.gone {
				return
			}
			s.calm()
			if s.status == lifecycle.StatusReady {
				require.Nil(t, s.current, "a cluster of a stopped application")
				require.Nil(t, s.beside, "a cluster of a stopped application")
			}
		}
	})
}

// TestDecide_AForcedStopAlwaysEnds: from any state, with any cluster that does not answer, a forced stop needs nothing but
// a driver that destroys.
func TestDecide_AForcedStopAlwaysEnds(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := newSimulation(t)
		s.adversity()
		if s.gone {
			return
		}
		s.request(lifecycle.RequestForceStop, lifecycle.GoalForceStop)
		s.hidden = false
		for range 30 {
			if s.gone || s.status == lifecycle.StatusReady && !s.pending {
				return
			}
			if s.desired.Goal != lifecycle.GoalForceStop && s.desired.Goal != lifecycle.GoalDelete {
				return // the request was not open
			}
			require.NotEqual(t, decide.Watch, s.step().Kind, "a forced stop waits: %v", s.trace)
		}
		require.Fail(t, "a forced stop does not end", "%v", s.trace)
	})
}

// TestDecide_AStopAlwaysEnds: a graceful stop ends although no cluster, job or savepoint ever moves again: in READY, or in
// RUNNING with a failure that tells why.
func TestDecide_AStopAlwaysEnds(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := newSimulation(t)
		s.request(lifecycle.RequestStart, lifecycle.GoalRun)
		s.calm()
		require.Equal(t, lifecycle.StatusRunning, s.status)
		s.happens(s.current, rapid.SampledFrom([]string{"", "dies", "restarts", "fails", "finishes"}).Draw(t, "event"))
		s.request(lifecycle.RequestStop, lifecycle.GoalStop)
		frozen := rapid.IntRange(0, 10).Draw(t, "frozen after")
		for i := range 500 {
			s.hidden = i >= frozen && rapid.Bool().Draw(t, "hidden")
			a := s.step()
			s.now = s.now.Add(30 * time.Second)
			if a.Kind == decide.Settle {
				require.True(t, s.status == lifecycle.StatusReady || a.Text != "", "%v", s.trace)
				return
			}
		}
		require.Fail(t, "a stop does not end", "%v", s.trace)
	})
}
