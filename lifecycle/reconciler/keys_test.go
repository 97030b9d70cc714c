package reconciler

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/kms/kmstest"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/fake"
)

// give has all versions of the application be protected by a key of the vault, or by the installation's own.
func (f *fixture) give(name, arn string) {
	f.Helper()
	provider := kmstest.VaultName
	if arn == "" {
		provider = ""
	}
	_, err := f.sql.Exec(f.Context(), `UPDATE application_versions SET key_provider = $2, key_arn = $3 WHERE application_id = $1`,
		f.app(name).ID, provider, arn)
	require.NoError(f, err)
}

// tickUntil has the control plane work until something is the case, also where there is no end to trying again.
func (f *fixture) tickUntil(condition func() bool) {
	f.Helper()
	for range 500 {
		if condition() {
			return
		}
		f.makeDue()
		leases, err := f.store.ClaimDue(f.Context(), "test", 100, f.r.LeaseTerm)
		require.NoError(f, err)
		for _, lease := range leases {
			f.r.work(f.Context(), lease)
		}
		f.clock.pass(100 * time.Millisecond)
	}
	require.Fail(f, "it does not come to that", "%v", f.actions)
}

// runs tells whether any job does.
func (f *fixture) runs() bool {
	return slices.ContainsFunc(f.world.Clusters(), func(c fake.View) bool { return !c.Dead && c.Job == driver.JobStateRunning })
}

func (f *fixture) mustKill(id driver.ClusterID) {
	f.Helper()
	require.NoError(f, f.world.Kill(id))
}

// settle works until the application shows the status, and returns the operation.
func (f *fixture) settle(name, operation string, want lifecycle.Status) *lifecycle.Operation {
	f.Helper()
	f.tickUntil(func() bool {
		app := f.app(name)
		return app.Status() == want && !app.Pending()
	})
	o, err := f.store.Operation(f.Context(), f.app(name).ID, operation)
	require.NoError(f, err)
	return o
}

// mustSucceed is settle for an operation that succeeds.
func (f *fixture) mustSucceed(name, operation string, want lifecycle.Status) {
	f.Helper()
	o := f.settle(name, operation, want)
	require.Equal(f, lifecycle.OperationSuccessful, o.Status, o.Error)
}

func (f *fixture) mustStart(name string) {
	f.Helper()
	id, err := f.start(name, lifecycle.DefaultRunConfiguration())
	require.NoError(f, err)
	f.mustSucceed(name, id, lifecycle.StatusRunning)
}

func (f *fixture) mustStop(name string) {
	f.Helper()
	id, err := f.stop(name, false)
	require.NoError(f, err)
	f.mustSucceed(name, id, lifecycle.StatusReady)
}

// dataKey is that of the cluster that runs.
func (f *fixture) dataKey(name string) (id, wrappedBy string) {
	f.Helper()
	id = f.app(name).Observed.Cluster.DataKey
	key, err := f.store.DataKey(f.Context(), id)
	require.NoError(f, err)
	return id, key.KeyID
}

// TestKeys_ChangeAtARestart: a run keeps its key, and the next one reads with the old and writes with the new.
func TestKeys_ChangeAtARestart(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("a", "run", nil)
	f.mustStart("a")
	first, by := f.dataKey("a")
	require.Empty(t, by, "the installation's own")
	f.give("a", "key 1")
	f.mustKill(f.job("a").ID)
	f.tickUntil(f.runs)
	again, _ := f.dataKey("a")
	require.Equal(t, first, again, "a cluster that takes the place of another has the same key")

	id, err := f.update("a", "run again", lifecycle.DefaultRunConfiguration())
	require.NoError(t, err)
	f.give("a", "key 1")
	f.mustSucceed("a", id, lifecycle.StatusRunning)
	second, by := f.dataKey("a")
	require.Equal(t, "key 1", by)
	require.NotEqual(t, first, second)
	require.NotEmpty(t, f.job("a").Restored)
	snapshot, ok, err := f.store.LatestSnapshot(t.Context(), f.app("a").ID)
	require.NoError(t, err)
	require.True(t, ok)
	sealed, err := f.store.SnapshotDataKey(t.Context(), f.app("a").ID, snapshot.Name)
	require.NoError(t, err)
	require.Equal(t, first, sealed, "the snapshot of the update was written with the old key")

	f.mustStop("a")
	f.give("a", "")
	f.mustStart("a")
	_, by = f.dataKey("a")
	require.Empty(t, by, "and back")
	require.NotEmpty(t, f.job("a").Restored)
	for _, c := range f.world.Clusters() {
		for _, key := range append([]driver.DataKey{c.Spec.Keys.Sealing, c.Spec.Keys.Log}, c.Spec.Keys.Opening...) {
			require.Equal(t, make([]byte, kms.DataKeySize), key.Key.Bytes(), "keys are wiped once they were handed over")
		}
	}
}

// TestKeys_ThatCannotBeUsed: the operation fails with the key and what to do, and works once the key can be used.
func TestKeys_ThatCannotBeUsed(t *testing.T) {
	t.Parallel()
	for _, kind := range []kms.FailureKind{kms.KeyDisabled, kms.KeyPendingDeletion, kms.KeyNotFound, kms.KeyDenied} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			f := newFixture(t)
			f.create("a", "run", nil)
			f.give("a", "key 1")
			f.vault.Break("key 1", kind)
			id, err := f.start("a", lifecycle.DefaultRunConfiguration())
			require.NoError(t, err)
			o := f.settle("a", id, lifecycle.StatusReady)
			require.Equal(t, lifecycle.OperationFailed, o.Status)
			require.Contains(t, o.Error, "kms:GenerateDataKey with the key key 1")
			f.vault.Break("key 1", "")
			f.mustStart("a")

			// The snapshot that the stop leaves is under key 1, which the next version does not have.
			f.mustStop("a")
			f.give("a", "key 2")
			f.vault.Break("key 1", kind)
			id, err = f.start("a", lifecycle.DefaultRunConfiguration())
			require.NoError(t, err)
			o = f.settle("a", id, lifecycle.StatusReady)
			require.Equal(t, lifecycle.OperationFailed, o.Status)
			require.Contains(t, o.Error, "kms:Decrypt with the key key 1")
			f.vault.Break("key 1", "")
			f.mustStart("a")
			require.NotEmpty(t, f.job("a").Restored)

			// An update to a key that cannot be used leaves the old job running.
			f.vault.Break("key 3", kind)
			id, err = f.update("a", "run again", lifecycle.DefaultRunConfiguration())
			require.NoError(t, err)
			f.give("a", "key 3")
			o = f.settle("a", id, lifecycle.StatusRunning)
			require.Equal(t, lifecycle.OperationFailed, o.Status)
			require.Contains(t, o.Error, "key 3")
			require.Equal(t, driver.JobStateRunning, f.job("a").Job)
			_, by := f.dataKey("a")
			require.Equal(t, "key 2", by)
		})
	}
}

// TestKeys_ThatPass: what passes is tried again, and so is everything for an application that runs.
func TestKeys_ThatPass(t *testing.T) {
	t.Parallel()
	for _, kind := range []kms.FailureKind{kms.KeyThrottled, kms.KeyUnreachable, kms.KeyDisabled} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			f := newFixture(t)
			f.create("a", "run", nil)
			f.give("a", "key 1")
			if kind != kms.KeyDisabled {
				f.vault.Break("key 1", kind)
			}
			id, err := f.start("a", lifecycle.DefaultRunConfiguration())
			require.NoError(t, err)
			if kind != kms.KeyDisabled {
				f.tickUntil(func() bool { return f.app("a").Observed.Failures > 1 })
				require.Contains(t, f.app("a").Observed.LastError, "kms:GenerateDataKey with the key key 1")
				f.vault.Break("key 1", "")
			}
			f.mustSucceed("a", id, lifecycle.StatusRunning)

			f.vault.Break("key 1", kind)
			f.mustKill(f.job("a").ID)
			f.tickUntil(func() bool { return f.app("a").Observed.Failures > 1 })
			require.Equal(t, lifecycle.StatusRunning, f.app("a").Status())
			require.Contains(t, f.app("a").Observed.LastError, "kms:Decrypt with the key key 1")
			f.vault.Break("key 1", "")
			f.tickUntil(f.runs)
		})
	}
}

// TestKeys_ThatDoNotPass: an operation does not try for ever, and says which key it was and what it wanted of it.
func TestKeys_ThatDoNotPass(t *testing.T) {
	t.Parallel()
	for _, kind := range []kms.FailureKind{kms.KeyThrottled, kms.KeyUnreachable} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			f := newFixture(t)
			f.r.KeyPatience = 5 * time.Second
			f.create("a", "run", nil)
			f.give("a", "key 1")
			f.vault.Break("key 1", kind)
			id, err := f.start("a", lifecycle.DefaultRunConfiguration())
			require.NoError(t, err)
			o := f.settle("a", id, lifecycle.StatusReady)
			require.Equal(t, lifecycle.OperationFailed, o.Status)
			require.Contains(t, o.Error, "kms:GenerateDataKey with the key key 1")
			require.Contains(t, o.Error, "tried again and again for 5s")
			require.Greater(t, f.vault.Calls(), 10)
			f.vault.Break("key 1", "")
			f.mustStart("a")

			f.vault.Break("key 1", kind)
			id, err = f.update("a", "run again", lifecycle.DefaultRunConfiguration())
			require.NoError(t, err)
			f.give("a", "key 1")
			o = f.settle("a", id, lifecycle.StatusRunning)
			require.Equal(t, lifecycle.OperationFailed, o.Status)
			require.Contains(t, o.Error, "key 1")
			require.Equal(t, driver.JobStateRunning, f.job("a").Job)

			// Without an operation there is nobody to tell, and it goes on for as long as it takes.
			f.mustKill(f.job("a").ID)
			f.tickUntil(func() bool { return f.app("a").Observed.Failures > 10 })
			f.clock.pass(time.Hour)
			f.tickUntil(func() bool { return f.app("a").Observed.Failures > 20 })
			f.vault.Break("key 1", "")
			f.tickUntil(f.runs)
		})
	}
}

// TestKeys_AfterAnUpgrade: what was written in clear is read, and nothing is written so any more.
func TestKeys_AfterAnUpgrade(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.r.Keys = nil
	f.create("a", "run", nil)
	f.mustStart("a")
	require.NoError(t, f.world.Checkpoint(f.job("a").ID))
	f.r.Keys = f.keys
	f.mustKill(f.job("a").ID)
	f.tickUntil(f.runs)
	require.NotEmpty(t, f.job("a").Restored)
	first, _ := f.dataKey("a")
	require.NotEmpty(t, first, "the cluster that takes the place of one in clear has a key")
	f.mustStop("a")
	f.mustStart("a")
	require.NotEmpty(t, f.job("a").Restored)
	last := f.job("a")
	require.False(t, last.Spec.Keys.TakesClear, "what is known to be encrypted must be")
}

// TestKeys_PlainStateInThePlaceOfEncrypted is not taken.
func TestKeys_PlainStateInThePlaceOfEncrypted(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("a", "run", nil)
	f.mustStart("a")
	f.mustStop("a")
	exchanged := 0
	for _, path := range f.files() {
		if filepath.Base(path) == "_metadata" {
			require.NoError(t, os.WriteFile(filepath.Join(f.root, path), []byte(`{"position": 1, "checkpoint": 1}`), 0o600))
			exchanged++
		}
	}
	require.NotZero(t, exchanged)
	id, err := f.start("a", lifecycle.DefaultRunConfiguration())
	require.NoError(t, err)
	o := f.settle("a", id, lifecycle.StatusReady)
	require.Contains(t, o.Error, "it is in clear")
}
