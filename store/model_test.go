package store_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

// TestStore_model does random things to the store and to a model of it in memory, and compares what both answer. The
// model knows no transactions and no locks: after each action it is in the one state that is right.
func TestStore_model(t *testing.T) {
	t.Parallel()
	url := storetest.URL(t)
	s := storetest.OpenURL(t, url)
	admin, err := pgx.Connect(t.Context(), url)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, admin.Close(t.Context())) })
	rapid.Check(t, func(rt *rapid.T) {
		_, err := admin.Exec(rt.Context(), `TRUNCATE applications CASCADE`)
		require.NoError(rt, err)
		m := &model{store: s, admin: admin, applications: map[string]*modelApplication{}}
		rt.Repeat(map[string]func(*rapid.T){
			"create":           m.create,
			"version":          m.version,
			"desire":           m.desire,
			"wake":             m.wake,
			"claim":            m.claim,
			"expire":           m.expire,
			"release":          m.release,
			"observe":          m.observe,
			"give up":          m.giveUp,
			"delete":           m.delete,
			"snapshot":         m.snapshot,
			"tag":              m.tag,
			"begin operation":  m.beginOperation,
			"finish operation": m.finishOperation,
			"":                 m.check,
		})
	})
}

// model is what the store should hold.
type model struct {
	store        *store.Store
	admin        *pgx.Conn
	applications map[string]*modelApplication
	// leases are all terms that ever were, so that old ones are tried too.
	leases []store.Lease
}

type modelApplication struct {
	id         int64
	versions   int64
	goal       lifecycle.Goal
	via        lifecycle.Status
	generation int64
	status     lifecycle.Status
	takenUp    int64
	due        bool
	// held is the token of the valid term, or 0; woken tells that a wake-up came during it.
	held       int64
	newest     int64
	woken      bool
	snapshots  map[string]lifecycle.SnapshotStatus
	tags       map[string]string
	operations map[string]lifecycle.OperationStatus
}

func (a *modelApplication) shown() lifecycle.Status {
	if a.takenUp < a.generation {
		return a.via
	}
	return a.status
}

func (a *modelApplication) wake() {
	a.due, a.woken = true, true
}

var (
	names     = rapid.SampledFrom([]string{"a", "b", "C"})
	snapNames = rapid.SampledFrom([]string{"s1", "s2"})
	statuses  = rapid.SampledFrom(lifecycle.Statuses())
)

// any draws an application that exists, or skips the action.
func (m *model) any(t *rapid.T) (string, *modelApplication) {
	if len(m.applications) == 0 {
		t.Skip("no application")
	}
	name := rapid.SampledFrom(slices.Sorted(maps.Keys(m.applications))).Draw(t, "application")
	return name, m.applications[name]
}

// anyLease draws a term, most often the valid one of its application.
func (m *model) anyLease(t *rapid.T) (store.Lease, *modelApplication) {
	if len(m.leases) == 0 {
		t.Skip("no lease")
	}
	lease := rapid.SampledFrom(m.leases).Draw(t, "lease")
	for _, a := range m.applications {
		if a.id == lease.ApplicationID {
			return lease, a
		}
	}
	return lease, nil
}

// holds tells whether the lease is the valid term of the application.
func holds(lease store.Lease, a *modelApplication) bool { return a != nil && a.held == lease.Token }

func (m *model) create(t *rapid.T) {
	name := names.Draw(t, "name")
	a := newApplication(name)
	err := m.store.InTx(t.Context(), func(tx *store.Tx) error {
		return tx.CreateApplication(t.Context(), a, newVersion())
	})
	if m.applications[name] != nil {
		require.True(t, fault.Is(err, fault.InUseKind), "%v", err)
		return
	}
	require.NoError(t, err)
	m.applications[name] = &modelApplication{
		id: a.ID, versions: 1, goal: lifecycle.GoalStop, via: lifecycle.StatusReady, generation: 1,
		status: lifecycle.StatusReady, takenUp: 1, due: true,
		snapshots: map[string]lifecycle.SnapshotStatus{}, tags: map[string]string{},
		operations: map[string]lifecycle.OperationStatus{},
	}
}

func (m *model) version(t *rapid.T) {
	_, a := m.any(t)
	id := a.versions + rapid.Int64Range(-1, 2).Draw(t, "ahead")
	err := m.store.InTx(t.Context(), func(tx *store.Tx) error {
		v := newVersion()
		v.ApplicationID, v.ID, v.CreateTime = a.id, id, created
		return tx.CreateVersion(t.Context(), v)
	})
	if id != a.versions+1 {
		require.True(t, fault.Is(err, fault.ConcurrentModificationKind), "%v", err)
		return
	}
	require.NoError(t, err)
	a.versions++
}

func (m *model) desire(t *rapid.T) {
	_, a := m.any(t)
	via := statuses.Draw(t, "via")
	desired := lifecycle.Desired{
		Goal: rapid.SampledFrom([]lifecycle.Goal{
			lifecycle.GoalRun, lifecycle.GoalStop, lifecycle.GoalForceStop, lifecycle.GoalDelete,
		}).Draw(t, "goal"),
		Via: via, OperationID: "op", Generation: a.generation + rapid.Int64Range(0, 2).Draw(t, "ahead"),
	}
	if desired.Goal == lifecycle.GoalRun {
		configuration := lifecycle.DefaultRunConfiguration()
		desired.VersionID, desired.RunConfiguration = a.versions, &configuration
	}
	err := m.store.InTx(t.Context(), func(tx *store.Tx) error { return tx.SetDesired(t.Context(), a.id, desired) })
	if desired.Generation != a.generation+1 {
		require.True(t, fault.Is(err, fault.ConcurrentModificationKind), "%v", err)
		return
	}
	if lifecycle.Transition(a.shown(), via, nil) != nil {
		var illegal *lifecycle.TransitionError
		require.ErrorAs(t, err, &illegal)
		return
	}
	require.NoError(t, err)
	a.goal, a.via, a.generation = desired.Goal, via, desired.Generation
	a.wake()
}

func (m *model) wake(t *rapid.T) {
	_, a := m.any(t)
	require.NoError(t, m.store.InTx(t.Context(), func(tx *store.Tx) error { return tx.Wake(t.Context(), a.id) }))
	a.wake()
}

func (m *model) claim(t *rapid.T) {
	limit := rapid.IntRange(1, 3).Draw(t, "limit")
	leases, err := m.store.ClaimDue(t.Context(), "model", limit, term)
	require.NoError(t, err)
	claimable := map[int64]*modelApplication{}
	for _, a := range m.applications {
		if a.due && a.held == 0 {
			claimable[a.id] = a
		}
	}
	require.Len(t, leases, min(limit, len(claimable)))
	for _, lease := range leases {
		a := claimable[lease.ApplicationID]
		require.NotNil(t, a, "application %d is not due or has an owner", lease.ApplicationID)
		require.Greater(t, lease.Token, a.newest)
		a.held, a.newest, a.woken = lease.Token, lease.Token, false
		m.leases = append(m.leases, lease)
	}
}

func (m *model) expire(t *rapid.T) {
	_, a := m.any(t)
	_, err := m.admin.Exec(t.Context(), `
		UPDATE application_leases SET expires_at = clock_timestamp() WHERE application_id = $1 AND owner IS NOT NULL`, a.id)
	require.NoError(t, err)
	a.held = 0
}

func (m *model) release(t *rapid.T) {
	lease, a := m.anyLease(t)
	now := rapid.Bool().Draw(t, "due at once")
	again := term
	if now {
		again = 0
	}
	require.NoError(t, m.store.ReleaseLease(t.Context(), lease, again))
	if a != nil && a.newest == lease.Token {
		a.held, a.due = 0, now || a.woken
	}
}

func (m *model) observe(t *rapid.T) {
	lease, a := m.anyLease(t)
	status := statuses.Filter(func(s lifecycle.Status) bool { return s != lifecycle.StatusRolledBack }).Draw(t, "status")
	generation := int64(1)
	if a != nil {
		generation = a.generation - rapid.Int64Range(0, 1).Draw(t, "behind")
	}
	err := m.store.InTx(t.Context(), func(tx *store.Tx) error {
		return tx.WriteObserved(t.Context(), lease, lifecycle.Observed{Status: status, Generation: generation})
	})
	var illegal *lifecycle.TransitionError
	switch {
	case !holds(lease, a):
		require.ErrorIs(t, err, store.ErrLeaseLost)
	case generation != a.generation:
		require.ErrorIs(t, err, store.ErrStale)
	case lifecycle.Transition(a.shown(), status, nil) != nil:
		require.ErrorAs(t, err, &illegal)
	default:
		require.NoError(t, err)
		a.status, a.takenUp = status, generation
	}
}

func (m *model) giveUp(t *rapid.T) {
	lease, a := m.anyLease(t)
	generation := int64(1)
	if a != nil {
		generation = a.generation - rapid.Int64Range(0, 1).Draw(t, "behind")
	}
	err := m.store.InTx(t.Context(), func(tx *store.Tx) error { return tx.GiveUpDesire(t.Context(), lease, generation) })
	switch {
	case !holds(lease, a):
		require.ErrorIs(t, err, store.ErrLeaseLost)
	case generation != a.generation:
		require.ErrorIs(t, err, store.ErrStale)
	default:
		require.NoError(t, err)
		a.goal = lifecycle.GoalStop
	}
}

func (m *model) delete(t *rapid.T) {
	lease, a := m.anyLease(t)
	err := m.store.InTx(t.Context(), func(tx *store.Tx) error { return tx.DeleteApplication(t.Context(), lease) })
	switch {
	case !holds(lease, a):
		require.ErrorIs(t, err, store.ErrLeaseLost)
	case a.goal != lifecycle.GoalDelete:
		require.ErrorIs(t, err, store.ErrStale)
	default:
		require.NoError(t, err)
		maps.DeleteFunc(m.applications, func(_ string, other *modelApplication) bool { return other == a })
	}
}

func (m *model) snapshot(t *rapid.T) {
	_, a := m.any(t)
	name := snapNames.Draw(t, "snapshot")
	status, exists := a.snapshots[name]
	action := rapid.SampledFrom([]string{"create", "complete", "fail", "mark", "delete"}).Draw(t, "action")
	err := m.store.InTx(t.Context(), func(tx *store.Tx) error {
		switch action {
		case "create":
			return tx.CreateSnapshot(t.Context(), newSnapshot(a.id, name, created))
		case "complete":
			return tx.CompleteSnapshot(t.Context(), a.id, name, []byte(`{}`), 1)
		case "fail":
			return tx.FailSnapshot(t.Context(), a.id, name, "reason")
		case "mark":
			return tx.MarkSnapshotDeleting(t.Context(), a.id, name, "op")
		default:
			return tx.DeleteSnapshot(t.Context(), a.id, name)
		}
	})
	if action == "create" && exists {
		require.True(t, fault.Is(err, fault.InUseKind), "%v", err)
		return
	}
	switch {
	case action == "create":
		a.snapshots[name] = lifecycle.SnapshotCreating
		a.wake()
	case action == "complete" && status == lifecycle.SnapshotCreating:
		a.snapshots[name] = lifecycle.SnapshotReady
	case action == "fail" && status == lifecycle.SnapshotCreating:
		a.snapshots[name] = lifecycle.SnapshotFailed
	case action == "mark" && (status == lifecycle.SnapshotReady || status == lifecycle.SnapshotFailed):
		a.snapshots[name] = lifecycle.SnapshotDeleting
		a.wake()
	case action == "delete" && status == lifecycle.SnapshotDeleting:
		delete(a.snapshots, name)
	default:
		require.ErrorIs(t, err, store.ErrSnapshotStatus)
		return
	}
	require.NoError(t, err)
}

func (m *model) tag(t *rapid.T) {
	_, a := m.any(t)
	keys := rapid.SampledFrom([]string{"k1", "k2", "k3"})
	put := rapid.MapOfN(keys, rapid.StringMatching(`[a-z]{0,3}`), 0, 3).Draw(t, "put")
	drop := rapid.SliceOfN(keys, 0, 2).Draw(t, "drop")
	err := m.store.InTx(t.Context(), func(tx *store.Tx) error {
		maps.Copy(a.tags, put)
		count, err := tx.PutTags(t.Context(), a.id, put)
		if err != nil {
			return err
		}
		require.Equal(t, len(a.tags), count)
		return tx.DeleteTags(t.Context(), a.id, drop)
	})
	require.NoError(t, err)
	for _, key := range drop {
		delete(a.tags, key)
	}
}

func (m *model) beginOperation(t *rapid.T) {
	_, a := m.any(t)
	o := newOperation(a.id, lifecycle.OperationStart, created)
	err := m.store.InTx(t.Context(), func(tx *store.Tx) error { return tx.CreateOperation(t.Context(), o) })
	require.NoError(t, err)
	a.operations[o.ID] = lifecycle.OperationInProgress
}

func (m *model) finishOperation(t *rapid.T) {
	_, a := m.any(t)
	if len(a.operations) == 0 {
		t.Skip("no operation")
	}
	index := rapid.IntRange(0, len(a.operations)-1).Draw(t, "operation")
	id := slices.Sorted(maps.Keys(a.operations))[index]
	o := &lifecycle.Operation{ID: id, Status: lifecycle.OperationFailed, EndTime: created.Add(time.Second), Downtime: -1}
	err := m.store.InTx(t.Context(), func(tx *store.Tx) error { return tx.FinishOperation(t.Context(), o) })
	if a.operations[id] != lifecycle.OperationInProgress {
		require.ErrorIs(t, err, store.ErrOperationEnded)
		return
	}
	require.NoError(t, err)
	a.operations[id] = lifecycle.OperationFailed
}

// check compares everything that the store tells with the model.
func (m *model) check(t *rapid.T) {
	summaries, err := m.store.ListApplications(t.Context(), account, region, "", 50)
	require.NoError(t, err)
	require.Len(t, summaries, len(m.applications))
	for i, name := range slices.Sorted(maps.Keys(m.applications)) {
		a := m.applications[name]
		require.Equal(t, store.ApplicationSummary{
			Name: name, Status: a.shown(), VersionID: a.versions, Runtime: "FLINK-1_20", Mode: "STREAMING",
		}, summaries[i])
		got, err := m.store.Application(t.Context(), key(name))
		require.NoError(t, err)
		require.Equal(t,
			fmt.Sprint(a.id, a.goal, a.generation, a.status, a.takenUp),
			fmt.Sprint(got.ID, got.Desired.Goal, got.Desired.Generation, got.Observed.Status, got.Observed.Generation))
		versions, err := m.store.ListVersions(t.Context(), a.id, 0, 1000)
		require.NoError(t, err)
		require.Len(t, versions, int(a.versions))
		m.checkParts(t, a)
	}
}

func (m *model) checkParts(t *rapid.T, a *modelApplication) {
	snapshots, err := m.store.ListSnapshots(t.Context(), a.id, store.SnapshotCursor{}, 50)
	require.NoError(t, err)
	found := map[string]lifecycle.SnapshotStatus{}
	for _, snapshot := range snapshots {
		found[snapshot.Name] = snapshot.Status
	}
	require.Equal(t, a.snapshots, found)
	tags, err := m.store.Tags(t.Context(), a.id)
	require.NoError(t, err)
	foundTags := map[string]string{}
	for _, tag := range tags {
		foundTags[tag.Key] = tag.Value
	}
	require.Equal(t, a.tags, foundTags)
	operations, err := m.store.ListOperations(t.Context(), a.id, store.OperationQuery{Limit: 1000})
	require.NoError(t, err)
	foundOperations := map[string]lifecycle.OperationStatus{}
	for _, o := range operations {
		foundOperations[o.ID] = o.Status
	}
	require.Equal(t, a.operations, foundOperations)
}
