package reconciler

import (
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/fake"
	"github.com/penstock/penstock/snapshots"
	"github.com/penstock/penstock/store"
)

// sink is what a sink that commits with checkpoints, exactly once, has done.
type sink struct {
	// committed is up to which position.
	committed int64
	// generation is that of the last job that started.
	generation int64
	// skips are the generations of starts that skip the state there is, forced those of requests after which the next job
	// starts from an older state, and has not yet.
	skips  map[int64]bool
	forced []int64
	// beside are the directories of snapshots that requests made: a savepoint after which the job goes on commits nothing.
	beside map[string]bool
	// started are the clusters whose job's start was seen, files the checkpoints and savepoints that were, with their positions.
	started map[driver.ClusterID]bool
	files   map[string]int64
}

// look follows the sink and the snapshots, at every point of the work.
func (m *mayhem) look() {
	m.Helper()
	if v := m.world.Violations(); len(v) > 0 {
		m.fail("two jobs at once: %s", strings.Join(v, "; "))
	}
	for _, file := range m.files() {
		if filepath.Base(file) != "_metadata" {
			continue
		}
		at := filepath.Dir(file)
		if _, known := m.sink.files[at]; known {
			continue
		}
		position, err := fake.ReadPosition("file://" + filepath.Join(m.root, at))
		require.NoError(m, err)
		m.sink.files[at] = position
		if !m.sink.beside[filepath.Base(filepath.Dir(at))] {
			m.sink.committed = max(m.sink.committed, position)
		}
	}
	for _, c := range m.world.Clusters() {
		if c.Job != driver.JobStateAbsent && !m.sink.started[c.ID] {
			m.sink.started[c.ID] = true
			m.begun(c)
		}
	}
}

// remember notes the snapshots that are READY.
func (m *mayhem) remember() {
	m.Helper()
	rows, err := m.sql.Query(m.Context(), `SELECT name FROM snapshots WHERE status = 'READY'`)
	require.NoError(m, err)
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	require.NoError(m, err)
	for _, name := range names {
		m.ready[name] = true
	}
}

// begun is a job that has started: with what the sink has, unless that was not wanted.
func (m *mayhem) begun(c fake.View) {
	m.Helper()
	var from int64
	if c.Restored != "" {
		at, err := filepath.Rel(m.root, strings.TrimPrefix(c.Restored, "file://"))
		require.NoError(m, err)
		position, known := m.sink.files[at]
		if !known {
			m.fail("a job starts from %s, which never was", c.Restored)
		}
		from = position
	}
	generation := generationOf(c)
	forced := len(m.sink.forced) > 0 && m.sink.forced[0] <= generation
	another := generation != m.sink.generation
	wanted := forced || m.sink.skips[generation] || another && (!m.snapshots || m.goesBack(c, generation))
	if from != m.sink.committed && !wanted {
		m.fail("a job starts at %d (%s), and the sink has committed %d", from, c.Restored, m.sink.committed)
	}
	m.tell("    the job of version %d starts at %d, the sink is at %d", c.Spec.ApplicationVersion, from, m.sink.committed)
	m.sink.committed, m.sink.generation = from, generation
	m.sink.forced = slices.DeleteFunc(m.sink.forced, func(g int64) bool { return g <= generation })
	if m.sink.skips[generation] {
		// Where this job takes no snapshot, because it never runs, the next one starts from what was skipped.
		m.sink.forced = append([]int64{generation + 1}, m.sink.forced...)
	}
}

// generationOf is that of the desire for which the cluster was planned: its run is named by it.
func generationOf(c fake.View) int64 {
	text, _, _ := strings.Cut(path.Base(c.Spec.CheckpointsURI), "-")
	generation, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		panic(err) // the run's name is of the reconciler's own making
	}
	return generation
}

// goesBack tells whether the cluster is for a rollback, whose job goes on from what the one before the change had: of a version that
// repeats another, or of a scaling that is taken back.
func (m *mayhem) goesBack(c fake.View, generation int64) bool {
	m.Helper()
	app := m.app(chaotic)
	v, err := m.store.Version(m.Context(), app.ID, c.Spec.ApplicationVersion)
	require.NoError(m, err)
	return v.RolledBackTo != 0 || app.Desired.Generation == generation && app.Desired.Via == lifecycle.StatusRollingBack
}

// verify checks what must hold once everything is quiet again.
func (m *mayhem) verify() {
	m.Helper()
	_, err := m.r.Sweep(m.Context())
	require.NoError(m, err)
	if m.deleted {
		var left int
		require.NoError(m, m.sql.QueryRow(m.Context(), `SELECT count(*) FROM applications`).Scan(&left))
		if left > 0 || len(m.world.Clusters()) > 0 || len(m.files()) > 0 {
			m.fail("of a deleted application there are %d rows, %d clusters and the files %v", left, len(m.world.Clusters()), m.files())
		}
		return
	}
	app := m.app(chaotic)
	if app.Status().Transient() || app.Pending() {
		m.fail("the application is still %s", app.Status())
	}
	m.verifyOperations(app)
	m.verifyGoal()
	m.verifyClusters(app)
	m.verifyFiles(app)
}

// goals are the statuses that an operation that succeeded may leave behind, unless it is not the last word.
var goals = map[lifecycle.OperationKind][]lifecycle.Status{
	lifecycle.OperationStart:    {lifecycle.StatusRunning},
	lifecycle.OperationStop:     {lifecycle.StatusReady},
	lifecycle.OperationUpdate:   {lifecycle.StatusRunning, lifecycle.StatusReady},
	lifecycle.OperationRollback: {lifecycle.StatusRunning},

	lifecycle.OperationScaleUp:     {lifecycle.StatusRunning},
	lifecycle.OperationScaleDown:   {lifecycle.StatusRunning},
	lifecycle.OperationMaintenance: {lifecycle.StatusRunning},
}

func (m *mayhem) verifyOperations(app *lifecycle.Application) {
	m.Helper()
	list, err := m.store.ListOperations(m.Context(), app.ID, store.OperationQuery{Unlisted: true, Limit: 100})
	require.NoError(m, err)
	for _, o := range list {
		full, err := m.store.Operation(m.Context(), app.ID, o.ID)
		require.NoError(m, err)
		for _, step := range full.Steps {
			if step.Outcome == lifecycle.StepInProgress {
				m.fail("step %s of %s, which is %s, is open", step.Name, o.Kind, o.Status)
			}
		}
		switch {
		case o.Status == lifecycle.OperationInProgress:
			m.fail("%s has no outcome", o.Kind)
		case o.Status != lifecycle.OperationSuccessful && o.Error == "":
			m.fail("%s is %s without a word", o.Kind, o.Status)
		}
	}
}

// verifyGoal checks, whenever a control plane has nothing to do, that the application is where its last operation has led it.
func (m *mayhem) verifyGoal() {
	m.Helper()
	if m.deleted {
		return
	}
	app := m.app(chaotic)
	list, err := m.store.ListOperations(m.Context(), app.ID, store.OperationQuery{Limit: 1})
	require.NoError(m, err)
	if len(list) == 0 || list[0].Status != lifecycle.OperationSuccessful || app.Pending() {
		return
	}
	if goal, known := goals[list[0].Kind]; known && !slices.Contains(goal, app.Status()) {
		m.fail("the application is %s after %s", app.Status(), list[0].Kind)
	}
}

func (m *mayhem) verifyClusters(app *lifecycle.Application) {
	m.Helper()
	clusters := m.world.Clusters()
	if app.Status() == lifecycle.StatusReady {
		if len(clusters) > 0 || app.Observed.Cluster != nil || app.Observed.NextCluster != nil {
			m.fail("a stopped application has %d clusters", len(clusters))
		}
		return
	}
	switch {
	case len(clusters) != 1 || app.Observed.NextCluster != nil:
		m.fail("a running application has %d clusters", len(clusters))
	case clusters[0].Job != driver.JobStateRunning:
		m.fail("the job of a running application is %s", clusters[0].Job)
	case !m.isInLine(app, clusters[0].Spec.ApplicationVersion, app.Observed.DeployedVersionID):
		m.fail("version %d runs, and %d is told", clusters[0].Spec.ApplicationVersion, app.Observed.DeployedVersionID)
	}
}

// isInLine tells whether what runs is the version that is told, or one that it repeats, or repeats a repetition of.
func (m *mayhem) isInLine(app *lifecycle.Application, runs, told int64) bool {
	m.Helper()
	for told != 0 && told != runs {
		v, err := m.store.Version(m.Context(), app.ID, told)
		require.NoError(m, err)
		told = v.RolledBackTo
	}
	return told == runs
}

func (m *mayhem) verifyFiles(app *lifecycle.Application) {
	m.Helper()
	rows, err := m.store.ListSnapshots(m.Context(), app.ID, store.SnapshotCursor{}, 100)
	require.NoError(m, err)
	directories := map[string]bool{}
	for i := range rows {
		s := &rows[i]
		directories[snapshots.Directory(s)] = true
		switch s.Status {
		case lifecycle.SnapshotReady:
			location, err := snapshots.ParseLocation(s.Location)
			require.NoError(m, err)
			if _, err := fake.ReadPosition(location.URI); err != nil {
				m.fail("snapshot %s is lost: %v", s.Name, err)
			}
		case lifecycle.SnapshotFailed:
			if s.Failure == "" {
				m.fail("snapshot %s failed without a word", s.Name)
			}
		default:
			m.fail("snapshot %s is still %s", s.Name, s.Status)
		}
	}
	for name := range m.ready {
		if !slices.ContainsFunc(rows, func(s lifecycle.Snapshot) bool { return s.Name == name && s.Status == lifecycle.SnapshotReady }) {
			m.fail("snapshot %s, which was READY, is not any more", name)
		}
	}
	current, err := parseRecord(app.Observed.Cluster)
	require.NoError(m, err)
	for _, file := range m.files() {
		parts := strings.Split(file, string(filepath.Separator))
		switch {
		case parts[1] == "snapshots" && !directories[parts[2]]:
			m.fail("a file has no snapshot: %s", file)
		case parts[1] == "checkpoints" && (current == nil || !strings.Contains(current.CheckpointsURI, parts[2])):
			m.fail("a checkpoint has no run: %s", file)
		}
	}
}
