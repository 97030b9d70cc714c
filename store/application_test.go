package store_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

func TestTx_CreateApplication(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t)

	t.Run("what is read is what was written, times in whole seconds", func(t *testing.T) {
		t.Parallel()
		a, v := newApplication("round-trip"), newVersion()
		mustTx(t, s, func(tx *store.Tx) error { return tx.CreateApplication(t.Context(), a, v) })
		require.Equal(t, created.Truncate(time.Second), a.CreateTime)
		require.Equal(t, lifecycle.StatusReady, a.Status())
		require.NotEmpty(t, a.ConditionalToken)

		got, err := s.Application(t.Context(), key("round-trip"))
		require.NoError(t, err)
		require.Empty(t, cmp.Diff(a, got))
		byID, err := s.ApplicationByID(t.Context(), a.ID)
		require.NoError(t, err)
		require.Empty(t, cmp.Diff(a, byID))
		version, err := s.Version(t.Context(), a.ID, 1)
		require.NoError(t, err)
		require.Empty(t, cmp.Diff(v, version))
	})

	t.Run("a name is taken once per account and region", func(t *testing.T) {
		t.Parallel()
		mustCreate(t, s, "taken")
		err := s.InTx(t.Context(), func(tx *store.Tx) error {
			return tx.CreateApplication(t.Context(), newApplication("taken"), newVersion())
		})
		require.True(t, fault.Is(err, fault.InUseKind), "%v", err)
		elsewhere := newApplication("taken")
		elsewhere.Region = "us-east-1"
		mustTx(t, s, func(tx *store.Tx) error { return tx.CreateApplication(t.Context(), elsewhere, newVersion()) })
	})

	t.Run("what Postgres cannot store is the client's fault", func(t *testing.T) {
		t.Parallel()
		a := newApplication("nul")
		a.Description = "a\x00b"
		err := s.InTx(t.Context(), func(tx *store.Tx) error {
			return tx.CreateApplication(t.Context(), a, newVersion())
		})
		require.True(t, fault.Is(err, fault.InvalidArgumentKind), "%v", err)

		v := newVersion()
		v.Document = json.RawMessage(`{"key": "a\u0000b"}`)
		err = s.InTx(t.Context(), func(tx *store.Tx) error {
			return tx.CreateApplication(t.Context(), newApplication("nul"), v)
		})
		require.True(t, fault.Is(err, fault.InvalidArgumentKind), "%v", err)

		_, err = s.Application(t.Context(), key("a\x00b"))
		require.True(t, fault.Is(err, fault.InvalidArgumentKind), "%v", err)
	})

	t.Run("an application that is not there", func(t *testing.T) {
		t.Parallel()
		_, err := s.Application(t.Context(), key("absent"))
		require.True(t, fault.Is(err, fault.NotFoundKind), "%v", err)
		_, err = s.ApplicationByID(t.Context(), -1)
		require.True(t, fault.Is(err, fault.NotFoundKind), "%v", err)
	})
}

func TestReader_ListApplications(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t)
	names := []string{"a", "B", "a.b", "a-b", "ab", "Z", "_"}
	for _, name := range names {
		mustCreate(t, s, name)
	}
	slices.Sort(names) // by bytes, as the lists are
	for _, size := range []int{1, 2, 3, 50} {
		var got []string
		for after := ""; ; {
			page, err := s.ListApplications(t.Context(), account, region, after, size)
			require.NoError(t, err)
			for _, summary := range page {
				got = append(got, summary.Name)
				require.Equal(t, store.ApplicationSummary{
					Name: summary.Name, Status: lifecycle.StatusReady, VersionID: 1, Runtime: "FLINK-1_20", Mode: "STREAMING",
				}, summary)
			}
			if len(page) < size {
				break
			}
			after = page[size-1].Name
		}
		require.Equal(t, names, got, "in pages of %d", size)
	}
	count, err := s.CountApplications(t.Context(), account, region)
	require.NoError(t, err)
	require.Equal(t, len(names), count)
	elsewhere, err := s.ListApplications(t.Context(), account, "us-east-1", "", 50)
	require.NoError(t, err)
	require.Empty(t, elsewhere)
}

func TestTx_CreateVersion(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t)

	t.Run("of several updates of one version one succeeds", func(t *testing.T) {
		t.Parallel()
		a := mustCreate(t, s, "raced")
		failures := make([]error, 8)
		var group sync.WaitGroup
		for i := range failures {
			group.Go(func() {
				failures[i] = s.InTx(t.Context(), func(tx *store.Tx) error {
					v := newVersion()
					v.ApplicationID, v.ID, v.UpdatedFrom, v.CreateTime = a.ID, 2, 1, created.Add(time.Hour)
					return tx.CreateVersion(t.Context(), v)
				})
			})
		}
		group.Wait()
		succeeded := 0
		for _, err := range failures {
			if err == nil {
				succeeded++
				continue
			}
			require.True(t, fault.Is(err, fault.ConcurrentModificationKind), "%v", err)
		}
		require.Equal(t, 1, succeeded)

		got, err := s.Application(t.Context(), key("raced"))
		require.NoError(t, err)
		require.EqualValues(t, 2, got.CurrentVersionID)
		require.NotEqual(t, a.ConditionalToken, got.ConditionalToken)
		require.Equal(t, created.Add(time.Hour).Truncate(time.Second), got.UpdateTime)
		versions, err := s.ListVersions(t.Context(), a.ID, 0, 50)
		require.NoError(t, err)
		require.Equal(t, []store.VersionSummary{
			{ID: 2, Status: lifecycle.StatusReady}, {ID: 1, Status: lifecycle.StatusReady},
		}, versions)
	})

	t.Run("a version that was rolled back says so", func(t *testing.T) {
		t.Parallel()
		a := mustCreate(t, s, "rolled-back")
		mustTx(t, s, func(tx *store.Tx) error {
			return tx.SetVersionStatus(t.Context(), a.ID, 1, lifecycle.StatusRolledBack)
		})
		versions, err := s.ListVersions(t.Context(), a.ID, 0, 50)
		require.NoError(t, err)
		require.Equal(t, []store.VersionSummary{{ID: 1, Status: lifecycle.StatusRolledBack}}, versions)
		before, err := s.ListVersions(t.Context(), a.ID, 1, 50)
		require.NoError(t, err)
		require.Empty(t, before)
		err = s.InTx(t.Context(), func(tx *store.Tx) error {
			return tx.SetVersionStatus(t.Context(), a.ID, 2, lifecycle.StatusRolledBack)
		})
		require.True(t, fault.Is(err, fault.NotFoundKind), "%v", err)
		_, err = s.Version(t.Context(), a.ID, 2)
		require.True(t, fault.Is(err, fault.NotFoundKind), "%v", err)
	})
}

func TestTx_SetDesired(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t)
	a := mustCreate(t, s, "orders")

	desired := start(2, "op")
	mustTx(t, s, func(tx *store.Tx) error { return tx.SetDesired(t.Context(), a.ID, desired) })
	got, err := s.Application(t.Context(), key("orders"))
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(desired, got.Desired))
	require.Equal(t, lifecycle.StatusStarting, got.Status(), "shown at once")
	require.Equal(t, lifecycle.StatusReady, got.Observed.Status, "and not yet so")
	require.NotEqual(t, a.ConditionalToken, got.ConditionalToken)

	err = s.InTx(t.Context(), func(tx *store.Tx) error { return tx.SetDesired(t.Context(), a.ID, desired) })
	require.True(t, fault.Is(err, fault.ConcurrentModificationKind), "%v", err)

	err = s.InTx(t.Context(), func(tx *store.Tx) error {
		return tx.SetDesired(t.Context(), a.ID, lifecycle.Desired{
			Goal: lifecycle.GoalStop, Via: lifecycle.StatusStopping, Generation: 3,
		})
	})
	var illegal *lifecycle.TransitionError
	require.ErrorAs(t, err, &illegal, "an application that is starting cannot be stopped gracefully")
}

func TestTx_Audit(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t)
	entry := store.AuditEntry{
		AccountID: account, Region: region, Application: "orders", Actor: "PSTK1", RequestID: "r1",
		Action: "StartApplication", OperationID: "op", Detail: json.RawMessage(`{"force": true}`),
	}
	mustTx(t, s, func(tx *store.Tx) error { return tx.Audit(t.Context(), entry) })
	undone := fmt.Errorf("undone")
	require.ErrorIs(t, s.InTx(t.Context(), func(tx *store.Tx) error {
		if err := tx.Audit(t.Context(), entry); err != nil {
			return err
		}
		return undone
	}), undone)
	mustTx(t, s, func(tx *store.Tx) error {
		return tx.Audit(t.Context(), store.AuditEntry{AccountID: account, Region: region, Application: "orders", Action: "Stop"})
	})

	orders := store.AuditQuery{AccountID: account, Region: region, Application: "orders"}
	got, err := s.ListAudit(t.Context(), orders, store.AuditCursor{}, 50)
	require.NoError(t, err)
	require.Len(t, got, 2, "a change that did not happen leaves no trace")
	require.Equal(t, "Stop", got[0].Action, "newest first")
	entry.ID, entry.Time, entry.Position, entry.Outcome, entry.Change = got[1].ID, got[1].Time, got[1].Position, store.OutcomeAllowed, true
	require.WithinDuration(t, time.Now(), entry.Time, time.Hour)
	require.Empty(t, cmp.Diff(entry, got[1]))
	older, err := s.ListAudit(t.Context(), orders, store.AuditCursor{Time: got[0].Time, ID: got[0].ID}, 50)
	require.NoError(t, err)
	require.Len(t, older, 1)
}

func TestTx_PutTags(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t)
	a := mustCreate(t, s, "orders")
	put := func(tags map[string]string) (count int) {
		mustTx(t, s, func(tx *store.Tx) (err error) {
			count, err = tx.PutTags(t.Context(), a.ID, tags)
			return err
		})
		return count
	}
	require.Equal(t, 2, put(map[string]string{"team": "red", "Stage": ""}))
	require.Equal(t, 3, put(map[string]string{"team": "blue", "cost": strings.Repeat("x", 256)}))
	mustTx(t, s, func(tx *store.Tx) error { return tx.DeleteTags(t.Context(), a.ID, []string{"cost", "absent"}) })
	tags, err := s.Tags(t.Context(), a.ID)
	require.NoError(t, err)
	require.Equal(t, []store.Tag{{Key: "Stage"}, {Key: "team", Value: "blue"}}, tags)
}

func TestCurrentApplication_IsApplicationAndVersion(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t)
	a := mustCreate(t, s, "orders")
	v := newVersion()
	v.ApplicationID, v.ID, v.UpdatedFrom, v.Runtime, v.CreateTime = a.ID, 2, 1, "FLINK-2_2", created.Add(time.Hour)
	mustTx(t, s, func(tx *store.Tx) error { return tx.CreateVersion(t.Context(), v) })
	mustCreate(t, s, "another")

	application, err := s.Application(t.Context(), key("orders"))
	require.NoError(t, err)
	version, err := s.Version(t.Context(), a.ID, 2)
	require.NoError(t, err)
	gotApplication, gotVersion, err := s.CurrentApplication(t.Context(), key("orders"))
	require.NoError(t, err)
	require.Equal(t, application, gotApplication)
	require.Equal(t, version, gotVersion)
	_, _, err = s.CurrentApplication(t.Context(), key("none"))
	require.True(t, fault.Is(err, fault.NotFoundKind))
}

func TestReader_ClustersOf(t *testing.T) {
	t.Parallel()
	url := storetest.URL(t)
	s := storetest.OpenURL(t, url)
	keys := []store.ApplicationKey{{AccountID: "none", Region: "none", Name: "none"}}
	for _, name := range []string{"stopped", "running", "updating", "not-asked-for"} {
		a := mustCreate(t, s, name)
		if name != "not-asked-for" {
			keys = append(keys, store.ApplicationKey{AccountID: a.AccountID, Region: a.Region, Name: a.Name})
		}
	}
	mustExec(t, url, `UPDATE applications SET cluster = jsonb_build_object('driver', name, 'version', 1) WHERE name <> 'stopped'`)
	mustExec(t, url, `UPDATE applications SET next_cluster = '{"driver": "beside", "version": 1}' WHERE name = 'updating'`)
	handles, err := s.ClustersOf(t.Context(), keys)
	require.NoError(t, err)
	drivers := []string{}
	for _, h := range handles {
		drivers = append(drivers, h.Driver)
	}
	require.ElementsMatch(t, []string{"running", "updating", "beside"}, drivers)
}
