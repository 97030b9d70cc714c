package reconciler

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/codestore"
	"github.com/penstock/penstock/codestore/codestoretest"
	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/kms/datakeys"
	"github.com/penstock/penstock/kms/kmstest"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/decide"
	"github.com/penstock/penstock/runtime/durable"
	"github.com/penstock/penstock/runtime/fake"
	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

// fixture is a control plane on a real Postgres, over a fake world, driven by hand.
type fixture struct {
	testing.TB
	store *store.Store
	code  *codestore.Packages
	// keys are the data keys, whose customer managed key is vault's.
	keys    *datakeys.Keeper
	vault   *kmstest.Vault
	sql     *pgxpool.Pool
	world   *fake.World
	storage *durable.Directory
	root    string
	clock   *clock
	// r is the control plane that lives now.
	r *Reconciler
	// died is set when its life ended at a point.
	died bool
	// points are the points it came to, actions what it applied.
	points  []string
	actions []string
	// patience bounds its calls.
	patience time.Duration
	// dieAt ends its life at the n-th point from now; 0 never.
	dieAt   int
	watches int
	events  sync.Mutex
}

// clock goes only when it is looked at, and when it is told to.
type clock struct {
	mu  sync.Mutex
	now time.Time
	// real makes it the machine's.
	real bool
}

// Now is a millisecond later each time, so that what follows one another has different times.
func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.real {
		return time.Now()
	}
	c.now = c.now.Add(time.Millisecond)
	return c.now
}

// nextSecond goes to the next whole second: how often the clock was looked at is no part of what a test expects.
func (c *clock) nextSecond() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Truncate(time.Second).Add(time.Second)
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// errDied is the death of a control plane.
var errDied = errors.New("the control plane died")

// After boredom looks in a row that saw no change the clock passes by timeLapse.
const (
	boredom   = 40
	timeLapse = 70 * time.Second
)

func newFixture(t testing.TB) *fixture {
	t.Helper()
	databaseURL := storetest.URL(t)
	pool, err := pgxpool.New(t.Context(), databaseURL)
	require.NoError(t, err)
	t.Cleanup(pool.Close)
	world := fake.NewWorld()
	t.Cleanup(world.Close)
	root := t.TempDir()
	storage, err := durable.NewDirectory(root)
	require.NoError(t, err)
	f := &fixture{
		TB: t, store: storetest.OpenURL(t, databaseURL), sql: pool, world: world, storage: storage, root: root,
		patience: time.Minute, clock: &clock{now: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)},
	}
	f.code = codestoretest.New(t, f.store)
	f.vault = kmstest.NewVault(t)
	f.keys, err = datakeys.New(t.Context(), f.store, kms.NewKeyring(map[string]kms.Provider{kms.OwnedKey: kmstest.NewOwned(t), kmstest.VaultName: f.vault}))
	require.NoError(t, err)
	f.reboot()
	return f
}

// reboot makes a new control plane.
func (f *fixture) reboot() {
	f.Helper()
	f.died = false
	r, err := New(Config{
		Store: f.store, Code: f.code, Keys: f.keys, Driver: f.world.Driver(), Storage: f.storage, Owner: "test", Now: f.clock.Now, Logs: f.collecting(),
		CallTimeout: f.patience, LookTimeout: f.patience, LongestWatch: time.Millisecond,
		LeaseTerm: time.Minute,
		Signals:   TestSignals{Point: f.point, Applied: f.applied},
	})
	require.NoError(f, err)
	f.r = r
}

// hurry bounds the calls of the control plane that lives now, and of those that follow.
func (f *fixture) hurry(patience time.Duration) {
	f.patience = patience
	f.r.CallTimeout, f.r.LookTimeout = patience, patience
}

func (f *fixture) point(name string) error {
	f.events.Lock()
	defer f.events.Unlock()
	if f.died {
		return errDied
	}
	f.points = append(f.points, name)
	if f.dieAt > 0 {
		if f.dieAt--; f.dieAt == 0 {
			f.died = true
			return errDied
		}
	}
	return nil
}

func (f *fixture) applied(_ int64, action decide.Action) {
	f.events.Lock()
	defer f.events.Unlock()
	if action.Kind == decide.Watch {
		if f.watches++; f.watches%boredom == 0 {
			f.clock.pass(timeLapse)
		}
		return
	}
	f.watches = 0
	if action.Kind != decide.Idle {
		text := string(action.Kind)
		if action.Slot != "" {
			text += " (" + string(action.Slot) + ")"
		}
		if action.Kind == decide.Settle {
			text += " " + string(action.Status)
		}
		f.actions = append(f.actions, text)
	}
}

// tick has the control plane work on everything until nothing is left to do but to wait. A control plane that dies stays
// dead, and its leases are given to the next one.
func (f *fixture) tick() {
	f.Helper()
	ctx, cancel := context.WithTimeout(f.Context(), 2*time.Minute)
	defer cancel()
	unclaimed := 0
	for range 60 {
		due := f.makeDue()
		leases, err := f.store.ClaimDue(ctx, "test", 100, f.r.LeaseTerm)
		require.NoError(f, err)
		if len(leases) < due && unclaimed < 20 {
			// A call that was given up may still be carried out by the database, and give a lease back after it was made due.
			unclaimed++
			if len(leases) == 0 {
				continue
			}
		}
		before := len(f.actions)
		for _, lease := range leases {
			f.r.work(ctx, lease)
		}
		if f.died {
			return
		}
		if len(f.actions) == before && !f.anyPending(ctx) {
			return
		}
		f.clock.pass(100 * time.Millisecond)
	}
	require.Fail(f, "there is no end to it", "%v", f.actions)
}

// makeDue makes every application due now, and free, and tells how many there are.
func (f *fixture) makeDue() int {
	f.Helper()
	due, err := f.sql.Exec(f.Context(),
		`UPDATE application_leases SET owner = NULL, expires_at = NULL, due_at = clock_timestamp()`)
	require.NoError(f, err)
	return int(due.RowsAffected())
}

// anyPending tells whether a failure left something to be tried again.
func (f *fixture) anyPending(ctx context.Context) bool {
	var pending bool
	require.NoError(f, f.sql.QueryRow(ctx, `
		SELECT EXISTS (SELECT FROM applications WHERE observed_status NOT IN ('READY', 'RUNNING') OR failures > 0
			OR observed_generation < desired_generation OR next_cluster IS NOT NULL
			OR observed_status = 'READY' AND cluster IS NOT NULL)
			OR EXISTS (SELECT FROM snapshots WHERE status IN ('CREATING', 'DELETING'))`).Scan(&pending))
	return pending
}

// owner is the application that code belongs to.
func owner(name string) codestore.Owner {
	return codestore.Owner{Application: store.ApplicationKey{AccountID: "000000000000", Region: "us-east-1", Name: name}}
}

// create makes an application with a script.
func (f *fixture) create(name, script string, document map[string]bool) {
	f.Helper()
	ctx := f.Context()
	code, err := f.code.Put(ctx, owner(name), lifecycle.CodePlainText, []byte(script))
	require.NoError(f, err)
	snapshotsEnabled := true
	if enabled, ok := document["snapshots"]; ok {
		snapshotsEnabled = enabled
	}
	require.NoError(f, f.store.InTx(ctx, func(tx *store.Tx) error {
		return tx.CreateApplication(ctx, &lifecycle.Application{
			AccountID: "000000000000", Region: "us-east-1", Name: name, Mode: "STREAMING", CreateTime: f.clock.Now(),
		}, &lifecycle.Version{
			Runtime: "FLINK-1_20", CodeID: code.ID, CreateTime: f.clock.Now(),
			Document: fmt.Appendf(nil, `{"ApplicationConfigurationDescription":
				{"ApplicationSnapshotConfigurationDescription": {"SnapshotsEnabled": %t},
				"ApplicationSystemRollbackConfigurationDescription": {"RollbackEnabled": %t}}}`, snapshotsEnabled, document["rollback"]),
		})
	}))
}

func (f *fixture) app(name string) *lifecycle.Application {
	f.Helper()
	app, err := f.store.Application(f.Context(), store.ApplicationKey{
		AccountID: "000000000000", Region: "us-east-1", Name: name,
	})
	require.NoError(f, err)
	return app
}

// want does what the handler of a request does, and returns the operation.
func (f *fixture) want(
	name string, request lifecycle.Request, kind lifecycle.OperationKind, goal lifecycle.Goal,
	run *lifecycle.RunConfiguration, further ...func(tx *store.Tx, app *lifecycle.Application) error,
) (string, error) {
	f.Helper()
	ctx := f.Context()
	app := f.app(name)
	if err := lifecycle.Allow(request, name, app.Status()); err != nil {
		return "", err
	}
	f.clock.nextSecond() // requests of one second would share names
	id, before := lifecycle.NewOperationID(), app.CurrentVersionID
	err := f.store.InTx(ctx, func(tx *store.Tx) error {
		for _, do := range further {
			if err := do(tx, app); err != nil {
				return err
			}
		}
		desired := lifecycle.Desired{
			Goal: goal, Via: lifecycle.Via(request, app.Status()), OperationID: id,
			Generation: app.Desired.Generation + 1,
		}
		if goal == lifecycle.GoalRun {
			desired.VersionID, desired.RunConfiguration = app.CurrentVersionID, run
		}
		operation := &lifecycle.Operation{ID: id, ApplicationID: app.ID, Kind: kind, StartTime: f.clock.Now()}
		if app.CurrentVersionID != before {
			operation.VersionFrom, operation.VersionTo = before, app.CurrentVersionID
		}
		if err := tx.CreateOperation(ctx, operation); err != nil {
			return err
		}
		return tx.SetDesired(ctx, app.ID, desired)
	})
	return id, err
}

func (f *fixture) start(name string, run lifecycle.RunConfiguration) (string, error) {
	f.Helper()
	return f.want(name, lifecycle.RequestStart, lifecycle.OperationStart, lifecycle.GoalRun, &run)
}

func (f *fixture) stop(name string, force bool) (string, error) {
	f.Helper()
	if force {
		return f.want(name, lifecycle.RequestForceStop, lifecycle.OperationStop, lifecycle.GoalForceStop, nil)
	}
	return f.want(name, lifecycle.RequestStop, lifecycle.OperationStop, lifecycle.GoalStop, nil)
}

func (f *fixture) remove(name string) (string, error) {
	f.Helper()
	return f.want(name, lifecycle.RequestDelete, lifecycle.OperationDelete, lifecycle.GoalDelete, nil)
}

// update makes another version with a script, and has it run when the application does.
func (f *fixture) update(name, script string, run lifecycle.RunConfiguration) (string, error) {
	f.Helper()
	return f.upgrade(name, script, "", run)
}

// upgrade is an update to another runtime, unless that is empty.
func (f *fixture) upgrade(name, script, runtime string, run lifecycle.RunConfiguration) (string, error) {
	f.Helper()
	ctx := f.Context()
	code, err := f.code.Put(ctx, owner(name), lifecycle.CodePlainText, []byte(script))
	require.NoError(f, err)
	version := func(tx *store.Tx, app *lifecycle.Application) error {
		last, err := tx.Version(ctx, app.ID, app.CurrentVersionID)
		if err != nil {
			return err
		}
		app.CurrentVersionID++
		if runtime != "" {
			last.Runtime = runtime
		}
		return tx.CreateVersion(ctx, &lifecycle.Version{
			ApplicationID: app.ID, ID: app.CurrentVersionID, Runtime: last.Runtime, CodeID: code.ID,
			Document: last.Document, UpdatedFrom: last.ID, CreateTime: f.clock.Now(),
		})
	}
	goal := lifecycle.GoalRun
	if f.app(name).Status() == lifecycle.StatusReady {
		goal = lifecycle.GoalStop // only a version
	}
	return f.want(name, lifecycle.RequestUpdate, lifecycle.OperationUpdate, goal, &run, version)
}

// rollBack goes back to the version before.
func (f *fixture) rollBack(name string) (id string, err error) {
	f.Helper()
	app := f.app(name)
	if err := lifecycle.Allow(lifecycle.RequestRollback, name, app.Status()); err != nil {
		return "", err
	}
	f.clock.nextSecond()
	err = f.store.InTx(f.Context(), func(tx *store.Tx) error {
		_, o, err := tx.RollBack(f.Context(), app, "", f.clock.Now())
		if err == nil {
			id = o.ID
		}
		return err
	})
	return id, err
}

// takeSnapshot asks for a snapshot.
func (f *fixture) takeSnapshot(name, snapshot string) error {
	f.Helper()
	ctx := f.Context()
	app := f.app(name)
	if err := lifecycle.Allow(lifecycle.RequestCreateSnapshot, name, app.Status()); err != nil {
		return err
	}
	f.clock.nextSecond()
	id := lifecycle.NewOperationID()
	return f.store.InTx(ctx, func(tx *store.Tx) error {
		if err := tx.CreateOperation(ctx, &lifecycle.Operation{
			ID: id, ApplicationID: app.ID, Kind: lifecycle.OperationCreateSnapshot, StartTime: f.clock.Now(),
		}); err != nil {
			return err
		}
		return tx.CreateSnapshot(ctx, &lifecycle.Snapshot{
			ApplicationID: app.ID, Name: snapshot, Status: lifecycle.SnapshotCreating, VersionID: app.CurrentVersionID,
			Runtime: "FLINK-1_20", CreateTime: f.clock.Now(), OperationID: id, KeyType: lifecycle.KeyTypeOwned,
		})
	})
}

// removeSnapshot asks for the end of a snapshot.
func (f *fixture) removeSnapshot(name, snapshot string) error {
	f.Helper()
	ctx := f.Context()
	app := f.app(name)
	id := lifecycle.NewOperationID()
	return f.store.InTx(ctx, func(tx *store.Tx) error {
		if err := tx.CreateOperation(ctx, &lifecycle.Operation{
			ID: id, ApplicationID: app.ID, Kind: lifecycle.OperationDeleteSnapshot, StartTime: f.clock.Now(),
		}); err != nil {
			return err
		}
		return tx.MarkSnapshotDeleting(ctx, app.ID, snapshot, id)
	})
}

// job is the one cluster of the application in the world that has a job.
func (f *fixture) job(name string) fake.View {
	f.Helper()
	for _, c := range f.world.Clusters() {
		if c.Spec.ApplicationName == name && c.Job != "ABSENT" {
			return c
		}
	}
	require.Fail(f, "no job", "application %s in %+v", name, f.world.Clusters())
	return fake.View{}
}

// files lists the complete savepoints and checkpoints in the storage, relative to its root.
func (f *fixture) files() []string {
	f.Helper()
	var found []string
	require.NoError(f, filepath.WalkDir(f.root, func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			relative, _ := filepath.Rel(f.root, path)
			found = append(found, relative)
		}
		if errors.Is(err, fs.ErrNotExist) && path != f.root {
			return nil
		}
		return err
	}))
	return found
}
