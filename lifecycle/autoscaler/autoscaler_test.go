package autoscaler_test

import (
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/autoscale"
	"github.com/penstock/penstock/lifecycle/autoscaler"
	"github.com/penstock/penstock/lifecycle/reconciler"
	"github.com/penstock/penstock/lifecycle/reconciler/reconcilertest"
	"github.com/penstock/penstock/operations"
	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/fake"
	"github.com/penstock/penstock/store"
)

// load is an application under a load that the test makes up, whose samples go to an autoscaler.
type load struct {
	*reconcilertest.Installation
	name   string
	scaler *autoscaler.Autoscaler

	mu  sync.Mutex
	now time.Time
	cpu time.Duration
}

// newLoad starts an application of a configuration.
func newLoad(t *testing.T, configuration string) *load {
	t.Helper()
	l := &load{Installation: reconcilertest.New(t, nil), name: "orders", now: time.Now()}
	l.takeOver()
	l.Create(l.name, configuration)
	l.Start(l.name)
	return l
}

// takeOver has another control plane go on.
func (l *load) takeOver() {
	l.Helper()
	var err error
	l.scaler, err = autoscaler.New(autoscaler.Config{Store: l.Store, Policy: autoscale.DefaultPolicy(), MaxKPUs: 64, Now: l.Now})
	require.NoError(l, err)
}

func (l *load) Now() time.Time {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.now
}

// job is the job that runs.
func (l *load) job() fake.View {
	l.Helper()
	for _, c := range l.World.Clusters() {
		if c.Job == driver.JobStateRunning {
			return c
		}
	}
	require.Fail(l, "no job runs")
	return fake.View{}
}

// use lets the job that runs use a share of its cores for a time, and gives the autoscaler a sample each half minute.
func (l *load) use(percent float64, d time.Duration) {
	l.Helper()
	job, app := l.job(), l.App(l.name)
	for range d / (30 * time.Second) {
		l.mu.Lock()
		l.now = l.now.Add(30 * time.Second)
		l.cpu += time.Duration(percent / 100 * float64(job.Spec.Parallelism) * float64(30*time.Second))
		l.mu.Unlock()
		l.scaler.Sampled(l.Context(), reconciler.Sample{
			ApplicationID: app.ID, JobID: job.Spec.JobID, VersionID: job.Spec.ApplicationVersion, Parallelism: job.Spec.Parallelism,
			Vitals: driver.Vitals{At: l.Now(), CPU: l.cpu},
		})
	}
}

// newest is the newest operation of the application.
func (l *load) newest() lifecycle.Operation {
	l.Helper()
	list, err := l.Store.ListOperations(l.Context(), l.App(l.name).ID, store.OperationQuery{Limit: 1})
	require.NoError(l, err)
	return list[0]
}

func (l *load) window() autoscale.Window {
	l.Helper()
	w, err := l.Store.AutoscalingWindow(l.Context(), l.App(l.name).ID)
	require.NoError(l, err)
	return w
}

func TestAutoscaler_ScalesUpAndDown(t *testing.T) {
	t.Parallel()
	l := newLoad(t, `{}`)
	require.NoError(t, l.World.Advance(l.job().ID, 42))
	l.use(80, 15*time.Minute)
	require.Equal(t, lifecycle.OperationStart, l.newest().Kind, "the first reading begins the window only")
	l.use(80, 30*time.Second)
	up := l.newest()
	require.Equal(t, lifecycle.OperationScaleUp, up.Kind)
	require.Equal(t, autoscaler.Actor, up.RequestedBy)
	require.Zero(t, up.VersionTo, "the version stays")

	o := l.Ended(l.name, up.ID)
	require.Equal(t, lifecycle.OperationSuccessful, o.Status, o.Error)
	why := o.Steps[slices.IndexFunc(o.Steps, func(s lifecycle.Step) bool { return s.Name == operations.StepScale })]
	require.Equal(t, "The job has used 80 % of its 1 KPUs, and been as busy for 15m0s: parallelism 1 becomes 2.", why.Detail)
	app := l.Await(l.name, lifecycle.StatusRunning)
	require.EqualValues(t, 1, app.CurrentVersionID)
	require.Equal(t, 2, app.Observed.Parallelism)
	job := l.job()
	require.Equal(t, 2, job.Spec.Parallelism)
	require.EqualValues(t, 42, job.Position, "the state came along")
	snapshot, found, err := l.Store.LatestSnapshot(t.Context(), app.ID)
	require.NoError(t, err)
	require.True(t, found)
	require.Contains(t, snapshot.Name, "AUTOSCALING-orders-")

	l.use(3, 6*time.Hour)
	require.Equal(t, lifecycle.OperationScaleUp, l.newest().Kind)
	l.use(3, 30*time.Second)
	down := l.newest()
	require.Equal(t, lifecycle.OperationScaleDown, down.Kind)
	require.Equal(t, lifecycle.OperationSuccessful, l.Ended(l.name, down.ID).Status)
	require.Equal(t, 1, l.App(l.name).Observed.Parallelism)
	entries, err := l.Store.ListAudit(t.Context(), store.AuditQuery{AccountID: reconcilertest.Account}, store.AuditCursor{}, 10)
	require.NoError(t, err)
	require.Equal(t, "ScaleDown", entries[0].Action)
	require.Equal(t, autoscaler.Actor, entries[0].Actor)
}

func TestAutoscaler_WindowsGoOnUnderAnotherControlPlane(t *testing.T) {
	t.Parallel()
	l := newLoad(t, `{}`)
	l.use(80, 10*time.Minute)
	l.takeOver()
	l.use(80, 5*time.Minute)
	require.Equal(t, lifecycle.OperationStart, l.newest().Kind)
	l.use(80, 30*time.Second)
	require.Equal(t, lifecycle.OperationScaleUp, l.newest().Kind)
}

func TestAutoscaler_AnUpdateGoesBackToWhatIsConfigured(t *testing.T) {
	t.Parallel()
	l := newLoad(t, `{}`)
	l.use(80, 16*time.Minute)
	l.Ended(l.name, l.newest().ID)
	run := lifecycle.DefaultRunConfiguration()
	update := l.Want(l.name, lifecycle.OperationUpdate, lifecycle.Desired{
		Goal: lifecycle.GoalRun, VersionID: 1, RunConfiguration: &run, Via: lifecycle.StatusUpdating,
	})
	require.Equal(t, lifecycle.OperationSuccessful, l.Ended(l.name, update).Status)
	require.Equal(t, 1, l.App(l.name).Observed.Parallelism)
}

func TestAutoscaler_LeavesAloneWhatItDoesNotConcern(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		configuration string
		disturb       func(*load)
	}{
		"an application without autoscaling": {
			`{"FlinkApplicationConfigurationDescription": {"ParallelismConfigurationDescription": {"AutoScalingEnabled": false}}}`, nil,
		},
		"one that is being stopped": {`{}`, func(l *load) {
			l.Want(l.name, lifecycle.OperationStop, lifecycle.Desired{Goal: lifecycle.GoalStop, Via: lifecycle.StatusStopping})
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := newLoad(t, c.configuration)
			job, app := l.job(), l.App(l.name)
			if c.disturb != nil {
				c.disturb(l)
			}
			for i := range 100 {
				at := time.Duration(i) * time.Minute
				l.scaler.Sampled(t.Context(), reconciler.Sample{
					ApplicationID: app.ID, JobID: job.Spec.JobID, VersionID: 1, Parallelism: 1,
					Vitals: driver.Vitals{At: l.now.Add(at), CPU: at},
				})
			}
			list, err := l.Store.ListOperations(t.Context(), app.ID, store.OperationQuery{Kind: lifecycle.OperationScaleUp, Limit: 1})
			require.NoError(t, err)
			require.Empty(t, list)
		})
	}
}

func TestAutoscaler_WaitsAfterAFailure(t *testing.T) {
	t.Parallel()
	l := newLoad(t, `{}`)
	l.World.Behave(fake.Behaviour{CompileError: "too large"})
	l.use(80, 16*time.Minute)
	require.Equal(t, lifecycle.OperationFailed, l.Ended(l.name, l.newest().ID).Status)
	failed := l.newest().ID
	l.Await(l.name, lifecycle.StatusRunning)
	l.use(80, 29*time.Minute)
	require.Equal(t, failed, l.newest().ID)
	require.Equal(t, 1, l.window().Failures)
	l.takeOver()
	l.use(80, 30*time.Second)
	require.Equal(t, failed, l.newest().ID, "the pause goes on under another control plane")
	l.use(80, 2*time.Minute)
	again := l.newest()
	require.NotEqual(t, failed, again.ID)
	require.Equal(t, lifecycle.OperationSuccessful, l.Ended(l.name, again.ID).Status)
	l.use(50, 2*time.Minute)
	require.Zero(t, l.window().Failures)
}

// An application that cannot be scaled down any further costs no writes, and one that goes on as it is few.
func TestAutoscaler_WritesLittle(t *testing.T) {
	t.Parallel()
	l := newLoad(t, `{}`)
	l.use(1, 3*time.Hour)
	require.Zero(t, l.window(), "nothing is kept")
	connection, err := pgx.Connect(t.Context(), l.URL)
	require.NoError(t, err)
	defer connection.Close(t.Context())
	_, err = connection.Exec(t.Context(), `
		CREATE TABLE writes (n int); INSERT INTO writes VALUES (0);
		CREATE FUNCTION count_write() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN UPDATE writes SET n = n + 1; RETURN NULL; END';
		CREATE TRIGGER counted AFTER INSERT OR UPDATE ON autoscaling_windows FOR EACH ROW EXECUTE FUNCTION count_write()`)
	require.NoError(t, err)
	for range 10 {
		l.use(80, time.Minute)
		l.use(20, time.Minute)
	}
	var writes int
	require.NoError(t, connection.QueryRow(t.Context(), `SELECT n FROM writes`).Scan(&writes))
	require.Positive(t, writes)
	require.LessOrEqual(t, writes, 20)
}
