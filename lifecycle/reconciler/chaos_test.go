package reconciler

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/fake"
	"github.com/penstock/penstock/snapshots"
	"github.com/penstock/penstock/store"
)

// course is one thing that is asked of an application, from a quiet state to the next.
type course struct {
	name string
	// snapshots is whether they are enabled.
	snapshots bool
	// rollback is whether the system rolls back by itself.
	rollback bool
	// before brings the application into the state in which it is asked; the job is at position 7 where it runs.
	before func(f *fixture)
	// ask makes the request.
	ask func(f *fixture) error
	// reached is the status that success leads to; empty for an application that is gone.
	reached lifecycle.Status
	// position is how far the job must have come afterwards, if it runs and nothing failed.
	position int64
}

const chaotic = "flights"

func started(f *fixture) {
	_, err := f.start(chaotic, lifecycle.DefaultRunConfiguration())
	require.NoError(f, err)
	f.tick()
	job := f.job(chaotic)
	require.NoError(f, f.world.Advance(job.ID, 7))
	require.NoError(f, f.world.Checkpoint(job.ID))
}

func stopped(f *fixture) {
	started(f)
	_, err := f.stop(chaotic, false)
	require.NoError(f, err)
	f.tick()
}

func withSnapshot(f *fixture) {
	started(f)
	require.NoError(f, f.takeSnapshot(chaotic, "one"))
	f.tick()
}

func updated(f *fixture) {
	started(f)
	_, err := f.update(chaotic, "run again", lifecycle.DefaultRunConfiguration())
	require.NoError(f, err)
	f.tick()
	require.NoError(f, f.world.Advance(f.job(chaotic).ID, 5))
}

// beingUpdated is an application whose update has been taken up and waits for a cluster that does not come up.
func beingUpdated(f *fixture) {
	started(f)
	_, err := f.update(chaotic, "run again", lifecycle.DefaultRunConfiguration())
	require.NoError(f, err)
}

// halfUpdated is an application whose new cluster has been prepared when the control plane dies.
func halfUpdated(f *fixture) {
	beingUpdated(f)
	f.dieIn(10)
}

// halfStarted is an application whose first cluster has been written down when the control plane dies.
func halfStarted(f *fixture) {
	stopped(f)
	_, err := f.start(chaotic, lifecycle.DefaultRunConfiguration())
	require.NoError(f, err)
	f.dieIn(5)
}

func beingStopped(f *fixture) {
	started(f)
	_, err := f.stop(chaotic, false)
	require.NoError(f, err)
	f.dieIn(2)
}

func beingSnapped(f *fixture) {
	f.world.Behave(fake.Behaviour{SavepointLooks: 3})
	started(f)
	require.NoError(f, f.takeSnapshot(chaotic, "two"))
	f.dieIn(4)
}

// dieIn lets a control plane work until its n-th point, and another one follow it.
func (f *fixture) dieIn(n int) {
	f.Helper()
	f.dieAt = n
	f.tick()
	require.True(f, f.died, "it was through before")
	f.reboot()
}

// dieAtPoint lets a control plane work until it comes to a point, and another one follow it.
func (f *fixture) dieAtPoint(name string) {
	f.Helper()
	f.r.Signals.Point = func(at string) error {
		if err := f.point(at); err != nil || at != name {
			return err
		}
		f.died = true
		return errDied
	}
	f.tick()
	require.True(f, f.died, "it did not come to %s", name)
	f.reboot()
}

// beingScaled is an application whose update has failed, and whose job has been told to stop by a scaling after that.
func beingScaled(f *fixture) {
	f.world.Behave(fake.Behaviour{SavepointLooks: 3})
	started(f)
	_, err := f.update(chaotic, fake.BrokenCode, lifecycle.DefaultRunConfiguration())
	require.NoError(f, err)
	f.tick()
	f.clock.nextSecond()
	app := f.app(chaotic)
	require.NoError(f, f.store.InTx(f.Context(), func(tx *store.Tx) error {
		_, err := tx.Replace(f.Context(), app.ID, store.Replacement{
			Kind: lifecycle.OperationScaleUp, Via: lifecycle.StatusAutoscaling, Parallelism: 2, Expected: app.Observed,
		}, f.clock.Now())
		return err
	}))
	f.dieAtPoint("after stop job")
}

// cancel cancels the newest operation that is in progress.
func cancel(f *fixture) error {
	return f.store.InTx(f.Context(), func(tx *store.Tx) error {
		app, err := tx.LockApplicationByID(f.Context(), f.app(chaotic).ID)
		if err != nil {
			return err
		}
		list, err := tx.ListOperations(f.Context(), app.ID, store.OperationQuery{Unlisted: true, Status: lifecycle.OperationInProgress, Limit: 1})
		if err != nil {
			return err
		}
		f.clock.nextSecond()
		_, err = tx.Cancel(f.Context(), app, list[0].ID, "somebody", f.clock.Now())
		return err
	})
}

var courses = []course{
	{
		name: "cancellation of an update", snapshots: true, before: halfUpdated, reached: lifecycle.StatusRunning, position: 7, ask: cancel,
	},
	{
		name: "cancellation of an update without snapshots", before: halfUpdated, reached: lifecycle.StatusRunning, position: 7, ask: cancel,
	},
	{name: "cancellation of a start", snapshots: true, before: halfStarted, reached: lifecycle.StatusReady, ask: cancel},
	{name: "cancellation of a stop", snapshots: true, before: beingStopped, reached: lifecycle.StatusRunning, position: 7, ask: cancel},
	{name: "cancellation of a snapshot", snapshots: true, before: beingSnapped, reached: lifecycle.StatusRunning, position: 7, ask: cancel},
	{
		name: "rollback", snapshots: true, before: updated, reached: lifecycle.StatusRunning, position: 7,
		ask: func(f *fixture) error { _, err := f.rollBack(chaotic); return err },
	},
	{
		name: "rollback during a scaling", snapshots: true, before: beingScaled, reached: lifecycle.StatusRunning, position: 7,
		ask: func(f *fixture) error { _, err := f.rollBack(chaotic); return err },
	},
	{
		name: "rollback of an update under way", snapshots: true, before: beingUpdated, reached: lifecycle.StatusRunning, position: 7,
		ask: func(f *fixture) error { _, err := f.rollBack(chaotic); return err },
	},
	{
		name: "system rollback of an update to code that does not compile", snapshots: true, rollback: true, before: started,
		reached: lifecycle.StatusRunning, position: 7,
		ask: func(f *fixture) error {
			_, err := f.update(chaotic, fake.BrokenCode, lifecycle.DefaultRunConfiguration())
			return err
		},
	},
	{
		name: "system rollback of an update that cannot be deployed", snapshots: true, rollback: true, before: started,
		reached: lifecycle.StatusRunning, position: 7,
		ask: func(f *fixture) error {
			_, err := f.update(chaotic, fake.RefusedCode, lifecycle.DefaultRunConfiguration())
			return err
		},
	},
	{
		name: "start", snapshots: true, before: stopped, reached: lifecycle.StatusRunning, position: 7,
		ask: func(f *fixture) error { _, err := f.start(chaotic, lifecycle.DefaultRunConfiguration()); return err },
	},
	{
		name: "stop", snapshots: true, before: started, reached: lifecycle.StatusReady,
		ask: func(f *fixture) error { _, err := f.stop(chaotic, false); return err },
	},
	{
		name: "stop without snapshots", before: started, reached: lifecycle.StatusReady,
		ask: func(f *fixture) error { _, err := f.stop(chaotic, false); return err },
	},
	{
		name: "forced stop", snapshots: true, before: started, reached: lifecycle.StatusReady,
		ask: func(f *fixture) error { _, err := f.stop(chaotic, true); return err },
	},
	{
		name: "update", snapshots: true, before: started, reached: lifecycle.StatusRunning, position: 7,
		ask: func(f *fixture) error {
			_, err := f.update(chaotic, "run again", lifecycle.DefaultRunConfiguration())
			return err
		},
	},
	{
		name: "update without snapshots", before: started, reached: lifecycle.StatusRunning,
		ask: func(f *fixture) error {
			_, err := f.update(chaotic, "run again", lifecycle.DefaultRunConfiguration())
			return err
		},
	},
	{
		name: "update to code that does not compile", snapshots: true, before: started, reached: lifecycle.StatusRunning,
		position: 7,
		ask: func(f *fixture) error {
			_, err := f.update(chaotic, fake.BrokenCode, lifecycle.DefaultRunConfiguration())
			return err
		},
	},
	{
		name: "snapshot", snapshots: true, before: started, reached: lifecycle.StatusRunning, position: 7,
		ask: func(f *fixture) error { return f.takeSnapshot(chaotic, "two") },
	},
	{
		name: "deletion of a snapshot", snapshots: true, before: withSnapshot, reached: lifecycle.StatusRunning, position: 7,
		ask: func(f *fixture) error { return f.removeSnapshot(chaotic, "one") },
	},
	{
		name: "death of the cluster", snapshots: true, before: started, reached: lifecycle.StatusRunning, position: 7,
		ask: func(f *fixture) error { return f.world.Kill(f.job(chaotic).ID) },
	},
	{
		name: "deletion", snapshots: true, before: withSnapshot,
		ask: func(f *fixture) error { _, err := f.remove(chaotic); return err },
	},
}

// TestDeathAtEveryPoint lets the control plane die at each point that a course comes to, and another one go on.
func TestDeathAtEveryPoint(t *testing.T) {
	t.Parallel()
	for _, c := range courses {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f := newFixture(t)
			points := f.chaos(c, func() {}).points
			require.NotEmpty(t, points)
			for n := 1; n <= len(points); n++ {
				f.trial(fmt.Sprintf("death %d: %s", n, points[n-1]), c, func() { f.dieAt = n }, true)
			}
		})
	}
}

// TestFaultInEveryCall makes the calls of a course go wrong in each way.
func TestFaultInEveryCall(t *testing.T) {
	t.Parallel()
	for _, c := range courses {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f := newFixture(t)
			made := f.chaos(c, func() {}).calls
			for _, call := range fake.Calls() {
				for _, mode := range fake.Modes() {
					for _, skip := range skips(made[call], mode) {
						f.trial(fmt.Sprintf("%s %s, %d skipped", call, mode, skip), c, func() {
							if mode == fake.Hang || mode == fake.LoseSlowly {
								f.hurry(25 * time.Millisecond)
							}
							f.world.Inject(fake.Fault{Call: call, Mode: mode, Skip: skip, Times: 1})
						}, mode != fake.Refuse)
					}
					if made[call] > 0 && mode == fake.Fail {
						f.trial(fmt.Sprintf("%s fails thrice", call), c, func() {
							f.world.Inject(fake.Fault{Call: call, Mode: mode, Times: 3})
						}, false)
					}
				}
			}
		})
	}
}

// skips are the calls, by how many go well before them, that are made to go wrong: each of the first few for the modes
// that differ in what is left behind, and the first for the others.
func skips(calls int, mode fake.Mode) []int {
	most := 1
	if mode == fake.Fail || mode == fake.Lose {
		most = 4
	}
	skips := make([]int, min(calls, most))
	for i := range skips {
		skips[i] = i
	}
	return skips
}

// trial is one course under one adversity, with the invariants afterwards.
func (f *fixture) trial(name string, c course, adversity func(), succeeds bool) {
	f.Helper()
	if f.Failed() {
		return
	}
	result := f.chaos(c, adversity)
	if problem := f.check(c, result, succeeds); problem != "" {
		f.Fatalf("%s: %s\nactions: %s", name, problem, strings.Join(f.actions, ", "))
	}
}

// result is what a course did.
type result struct {
	points []string
	calls  map[fake.Call]int
	app    int64
	// known are the snapshots that were READY when it was asked.
	known []lifecycle.Snapshot
}

// chaos makes an application, brings it into the state of the course, and asks under the adversity. In the end the
// application is quiet again.
func (f *fixture) chaos(c course, adversity func()) result {
	f.Helper()
	f.clear()
	f.create(chaotic, "run", map[string]bool{"snapshots": c.snapshots, "rollback": c.rollback})
	c.before(f)
	r := result{app: f.app(chaotic).ID, calls: map[fake.Call]int{}}
	var err error
	r.known, err = f.store.ListSnapshots(f.Context(), r.app, store.SnapshotCursor{}, 50)
	require.NoError(f, err)
	f.points, f.actions = nil, nil
	before := len(f.world.CallLog())
	require.NoError(f, c.ask(f))
	adversity()
	f.tick()
	if f.died {
		f.reboot()
		f.tick()
	}
	f.dieAt = 0
	r.points = f.points
	for _, call := range f.world.CallLog()[before:] {
		r.calls[call]++
	}
	f.world.Heal()
	f.hurry(time.Minute)
	f.clock.pass(longerThanAnyPause)
	f.tick()
	return r
}

// longerThanAnyPause is longer than what lies between two clusters that die one after the other.
const longerThanAnyPause = time.Minute

// clear removes what the last course left.
func (f *fixture) clear() {
	f.Helper()
	_, err := f.sql.Exec(f.Context(), `DELETE FROM applications`)
	require.NoError(f, err)
	for _, c := range f.world.Clusters() {
		require.NoError(f, f.world.Driver().Destroy(f.Context(), driver.HandleFor(fake.Name, c.ID)))
	}
	entries, err := os.ReadDir(f.root)
	require.NoError(f, err)
	for _, entry := range entries {
		require.NoError(f, os.RemoveAll(filepath.Join(f.root, entry.Name())))
	}
}

// check tells which invariant does not hold after a course; empty when all do.
func (f *fixture) check(c course, r result, succeeds bool) string {
	f.Helper()
	if v := f.world.Violations(); len(v) > 0 {
		return "two jobs at once: " + strings.Join(v, "; ")
	}
	if n, err := f.r.Sweep(f.Context()); err != nil || n > 0 {
		return fmt.Sprintf("%d clusters were left over, %v", n, err)
	}
	app, err := f.store.ApplicationByID(f.Context(), r.app)
	if err != nil {
		return f.checkGone(c)
	}
	list, err := f.store.ListOperations(f.Context(), r.app, store.OperationQuery{Unlisted: true, Limit: 50})
	require.NoError(f, err)
	last := list[0]
	switch {
	case c.reached == "":
		return "the application is still there"
	case app.Status().Transient():
		return "the application is still " + string(app.Status())
	case last.Status == lifecycle.OperationInProgress:
		return "the operation has no outcome"
	case last.Status == lifecycle.OperationFailed && last.Error == "":
		return "the operation failed without a word"
	case last.Status == lifecycle.OperationSuccessful && app.Status() != c.reached:
		return "success left the application " + string(app.Status())
	case succeeds && app.Status() != c.reached:
		return "the application is " + string(app.Status())
	case app.Observed.NextCluster != nil || (app.Status() == lifecycle.StatusReady) != (app.Observed.Cluster == nil):
		return "records of clusters were left over"
	}
	if problem := f.checkClusters(c, app, succeeds); problem != "" {
		return problem
	}
	return f.checkFiles(app, r.known)
}

func (f *fixture) checkGone(c course) string {
	switch {
	case c.reached != "":
		return "the application is gone"
	case len(f.world.Clusters()) > 0:
		return "clusters of a deleted application are there"
	case len(f.files()) > 0:
		return fmt.Sprintf("files of a deleted application are there: %v", f.files())
	}
	return ""
}

func (f *fixture) checkClusters(c course, app *lifecycle.Application, succeeds bool) string {
	clusters := f.world.Clusters()
	if app.Status() == lifecycle.StatusReady {
		if len(clusters) > 0 {
			return fmt.Sprintf("a stopped application has %d clusters", len(clusters))
		}
		return ""
	}
	switch {
	case len(clusters) != 1:
		return fmt.Sprintf("a running application has %d clusters", len(clusters))
	case clusters[0].Job != driver.JobStateRunning:
		return "the job of a running application is " + string(clusters[0].Job)
	case !f.isVersion(app, clusters[0].Spec.ApplicationVersion, app.Observed.DeployedVersionID):
		return "another version runs than is told"
	case succeeds && c.position != clusters[0].Position:
		return fmt.Sprintf("the job is at %d", clusters[0].Position)
	}
	return ""
}

// checkFiles checks that no snapshot is lost and that no file has no row.
func (f *fixture) checkFiles(app *lifecycle.Application, known []lifecycle.Snapshot) string {
	rows, err := f.store.ListSnapshots(f.Context(), app.ID, store.SnapshotCursor{}, 50)
	require.NoError(f, err)
	directories := map[string]bool{}
	there := map[string]bool{}
	for i := range rows {
		snapshot := &rows[i]
		there[snapshot.Name] = true
		directories[snapshots.Directory(snapshot)] = true
		switch snapshot.Status {
		case lifecycle.SnapshotReady:
			location, err := snapshots.ParseLocation(snapshot.Location)
			require.NoError(f, err)
			if position, err := fake.ReadPosition(location.URI); err != nil || position != 7 {
				return fmt.Sprintf("snapshot %s is at %d, %v", snapshot.Name, position, err)
			}
		case lifecycle.SnapshotCreating, lifecycle.SnapshotDeleting:
			return fmt.Sprintf("snapshot %s is %s", snapshot.Name, snapshot.Status)
		}
	}
	for _, snapshot := range known {
		if !there[snapshot.Name] && snapshot.Name != "one" {
			return fmt.Sprintf("snapshot %s is lost", snapshot.Name)
		}
	}
	for _, file := range f.files() {
		parts := strings.Split(file, string(filepath.Separator))
		switch {
		case parts[1] == "snapshots" && !directories[parts[2]]:
			return "a file has no snapshot: " + file
		case parts[1] == "checkpoints" && app.Status() == lifecycle.StatusReady:
			return "a checkpoint has no run: " + file
		}
	}
	return ""
}

// isVersion tells whether what a cluster runs is the version that is told, or the very one that it repeats.
func (f *fixture) isVersion(app *lifecycle.Application, runs, told int64) bool {
	f.Helper()
	if runs == told {
		return true
	}
	v, err := f.store.Version(f.Context(), app.ID, told)
	require.NoError(f, err)
	return v.RolledBackTo == runs
}
