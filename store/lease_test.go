package store_test

import (
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

// expire ends all terms as the passing of time would.
func expire(t *testing.T, url string) {
	t.Helper()
	mustExec(t, url, `UPDATE application_leases SET expires_at = clock_timestamp() WHERE owner IS NOT NULL`)
}

func TestStore_ClaimDue(t *testing.T) {
	t.Parallel()

	t.Run("each application has one owner, however many ask", func(t *testing.T) {
		t.Parallel()
		url := storetest.URL(t)
		const applications, owners = 40, 8
		first := storetest.OpenURL(t, url)
		for i := range applications {
			mustCreate(t, first, string(rune('a'+i%26))+string(rune('a'+i/26)))
		}
		// Two control planes, each with several claimers.
		stores := []*store.Store{first, storetest.OpenURL(t, url)}
		var mu sync.Mutex
		claimed := map[int64]string{}
		var group sync.WaitGroup
		for i := range owners {
			owner := string(rune('A' + i))
			group.Go(func() {
				for {
					leases, err := stores[i%2].ClaimDue(t.Context(), owner, 3, term)
					if err != nil {
						t.Error(err)
						return
					}
					mu.Lock()
					for _, lease := range leases {
						if other, twice := claimed[lease.ApplicationID]; twice {
							t.Errorf("%s and %s both own application %d", other, owner, lease.ApplicationID)
						}
						claimed[lease.ApplicationID] = owner
					}
					all := len(claimed) == applications
					mu.Unlock()
					if all {
						return
					}
				}
			})
		}
		group.Wait()
		require.Len(t, claimed, applications)
	})

	t.Run("tokens grow, and a term that has ended can be followed", func(t *testing.T) {
		t.Parallel()
		url := storetest.URL(t)
		s := storetest.OpenURL(t, url)
		mustCreate(t, s, "orders")
		before := time.Now()
		first := mustClaim(t, s)
		require.WithinRange(t, first.TrustUntil, before.Add(term), time.Now().Add(term))
		leases, err := s.ClaimDue(t.Context(), "other", 10, term)
		require.NoError(t, err)
		require.Empty(t, leases)

		expire(t, url)
		second := mustClaim(t, s)
		require.Greater(t, second.Token, first.Token)
		_, err = s.RenewLease(t.Context(), first, term)
		require.ErrorIs(t, err, store.ErrLeaseLost)
		_, err = s.RenewLease(t.Context(), second, term)
		require.NoError(t, err)
	})

	t.Run("an ended term cannot be renewed, even if nobody followed", func(t *testing.T) {
		t.Parallel()
		url := storetest.URL(t)
		s := storetest.OpenURL(t, url)
		mustCreate(t, s, "orders")
		lease := mustClaim(t, s)
		expire(t, url)
		_, err := s.RenewLease(t.Context(), lease, term)
		require.ErrorIs(t, err, store.ErrLeaseLost)
	})

	t.Run("a late release does not end the next term", func(t *testing.T) {
		t.Parallel()
		url := storetest.URL(t)
		s := storetest.OpenURL(t, url)
		mustCreate(t, s, "orders")
		first := mustClaim(t, s)
		expire(t, url)
		second := mustClaim(t, s)
		require.NoError(t, s.ReleaseLease(t.Context(), first, 0))
		_, err := s.RenewLease(t.Context(), second, term)
		require.NoError(t, err)
	})
}

func TestStore_ReleaseLease(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t)
	a := mustCreate(t, s, "orders")

	_, ok, err := s.NextDue(t.Context())
	require.NoError(t, err)
	require.True(t, ok)

	lease := mustClaim(t, s)
	_, ok, err = s.NextDue(t.Context())
	require.NoError(t, err)
	require.False(t, ok, "nothing is left to claim")

	require.NoError(t, s.ReleaseLease(t.Context(), lease, time.Hour))
	none, err := s.ClaimDue(t.Context(), "x", 10, term)
	require.NoError(t, err)
	require.Empty(t, none, "not due for an hour")
	wait, ok, err := s.NextDue(t.Context())
	require.NoError(t, err)
	require.True(t, ok)
	require.Greater(t, wait, 59*time.Minute)
	require.LessOrEqual(t, wait, time.Hour)

	mustTx(t, s, func(tx *store.Tx) error { return tx.Wake(t.Context(), a.ID) })
	lease = mustClaim(t, s)

	mustTx(t, s, func(tx *store.Tx) error { return tx.Wake(t.Context(), a.ID) })
	require.NoError(t, s.ReleaseLease(t.Context(), lease, time.Hour))
	mustClaim(t, s) // woken during the term: due at its end
}

func TestTx_WriteObserved(t *testing.T) {
	t.Parallel()

	t.Run("takes the desire up, and reads back", func(t *testing.T) {
		t.Parallel()
		s := storetest.Open(t)
		a := mustCreate(t, s, "orders")
		mustTx(t, s, func(tx *store.Tx) error { return tx.SetDesired(t.Context(), a.ID, start(2, "op")) })
		configuration := lifecycle.DefaultRunConfiguration()
		observed := lifecycle.Observed{
			Status: lifecycle.StatusStarting, Generation: 2, DeployedVersionID: 1, RunConfiguration: &configuration,
			Parallelism: 4, JobPlan: `{"jid": "1"}`,
			Cluster:     &lifecycle.ClusterHandle{Driver: "fake", Version: 1, State: []byte(`{"pid": 1}`)},
			NextCluster: &lifecycle.ClusterHandle{Driver: "fake", Version: 2, State: []byte(`[]`)},
			Failures:    2, LastError: "refused",
		}
		lease := mustClaim(t, s)
		mustTx(t, s, func(tx *store.Tx) error { return tx.WriteObserved(t.Context(), lease, observed) })
		got, err := s.ApplicationByID(t.Context(), a.ID)
		require.NoError(t, err)
		require.Empty(t, cmp.Diff(observed, got.Observed))
		require.False(t, got.Pending())

		cleared := lifecycle.Observed{Status: lifecycle.StatusReady, Generation: 2}
		mustTx(t, s, func(tx *store.Tx) error { return tx.WriteObserved(t.Context(), lease, cleared) })
		got, err = s.ApplicationByID(t.Context(), a.ID)
		require.NoError(t, err)
		require.Empty(t, cmp.Diff(cleared, got.Observed))
	})

	t.Run("is refused from a term that was followed, that has ended or that was given back", func(t *testing.T) {
		t.Parallel()
		url := storetest.URL(t)
		s := storetest.OpenURL(t, url)
		a := mustCreate(t, s, "orders")
		write := func(lease store.Lease) error {
			return s.InTx(t.Context(), func(tx *store.Tx) error {
				return tx.WriteObserved(t.Context(), lease, lifecycle.Observed{Status: lifecycle.StatusReady, Generation: 1})
			})
		}
		first := mustClaim(t, s)
		require.NoError(t, write(first))
		expire(t, url)
		require.ErrorIs(t, write(first), store.ErrLeaseLost, "ended")
		second := mustClaim(t, s)
		require.ErrorIs(t, write(first), store.ErrLeaseLost, "followed")
		require.NoError(t, write(second))
		require.NoError(t, s.ReleaseLease(t.Context(), second, 0))
		require.ErrorIs(t, write(second), store.ErrLeaseLost, "given back")
		mustExec(t, url, `DELETE FROM applications WHERE id = $1`, a.ID)
		require.ErrorIs(t, write(second), store.ErrLeaseLost, "gone")
	})

	t.Run("is refused on an outdated desire", func(t *testing.T) {
		t.Parallel()
		s := storetest.Open(t)
		a := mustCreate(t, s, "orders")
		lease := mustClaim(t, s)
		mustTx(t, s, func(tx *store.Tx) error { return tx.SetDesired(t.Context(), a.ID, start(2, "op")) })
		err := s.InTx(t.Context(), func(tx *store.Tx) error {
			return tx.WriteObserved(t.Context(), lease, lifecycle.Observed{Status: lifecycle.StatusReady, Generation: 1})
		})
		require.ErrorIs(t, err, store.ErrStale)
		err = s.InTx(t.Context(), func(tx *store.Tx) error { return tx.GiveUpDesire(t.Context(), lease, 1) })
		require.ErrorIs(t, err, store.ErrStale)
	})

	t.Run("is refused along an edge that does not exist", func(t *testing.T) {
		t.Parallel()
		s := storetest.Open(t)
		mustCreate(t, s, "orders")
		lease := mustClaim(t, s)
		err := s.InTx(t.Context(), func(tx *store.Tx) error {
			return tx.WriteObserved(t.Context(), lease, lifecycle.Observed{Status: lifecycle.StatusRunning, Generation: 1})
		})
		var illegal *lifecycle.TransitionError
		require.ErrorAs(t, err, &illegal)
	})

	t.Run("keeps the lease from being claimed until it is committed", func(t *testing.T) {
		t.Parallel()
		url := storetest.URL(t)
		s := storetest.OpenURL(t, url)
		mustCreate(t, s, "orders")
		leases, err := s.ClaimDue(t.Context(), "first", 1, 100*time.Millisecond)
		require.NoError(t, err)
		mustTx(t, s, func(tx *store.Tx) error {
			if _, err := tx.Hold(t.Context(), leases[0]); err != nil {
				return err
			}
			require.Eventually(t, func() bool {
				return mustCount(t, url, `SELECT count(*) FROM application_leases WHERE expires_at <= clock_timestamp()`) == 1
			}, timeout, tick)
			others, err := s.ClaimDue(t.Context(), "other", 10, term)
			require.NoError(t, err)
			require.Empty(t, others, "the term is over, the transaction is not")
			return nil
		})
		mustClaim(t, s)
	})
}

func TestTx_GiveUpDesire(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t)
	a := mustCreate(t, s, "orders")
	mustTx(t, s, func(tx *store.Tx) error { return tx.SetDesired(t.Context(), a.ID, start(2, "op")) })
	lease := mustClaim(t, s)
	mustTx(t, s, func(tx *store.Tx) error {
		observed := lifecycle.Observed{Status: lifecycle.StatusReady, Generation: 2}
		if err := tx.WriteObserved(t.Context(), lease, observed); err != nil {
			return err
		}
		return tx.GiveUpDesire(t.Context(), lease, 2)
	})
	got, err := s.ApplicationByID(t.Context(), a.ID)
	require.NoError(t, err)
	require.Equal(t, lifecycle.GoalStop, got.Desired.Goal)
	require.Nil(t, got.Desired.RunConfiguration)
	require.EqualValues(t, 2, got.Desired.Generation)
	require.Equal(t, lifecycle.StatusReady, got.Status())
}

func TestTx_DeleteApplication(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t)
	a := mustCreate(t, s, "orders")
	lease := mustClaim(t, s)
	remove := func(tx *store.Tx) error { return tx.DeleteApplication(t.Context(), lease) }
	require.ErrorIs(t, s.InTx(t.Context(), remove), store.ErrStale, "nobody wants that")
	mustTx(t, s, func(tx *store.Tx) error {
		return tx.SetDesired(t.Context(), a.ID, lifecycle.Desired{
			Goal: lifecycle.GoalDelete, Via: lifecycle.StatusDeleting, Generation: 2,
		})
	})
	mustTx(t, s, remove)
	require.ErrorIs(t, s.InTx(t.Context(), remove), store.ErrLeaseLost)
	require.NoError(t, s.ReleaseLease(t.Context(), lease, 0), "nothing is left to release")
	again := mustCreate(t, s, "orders")
	require.EqualValues(t, 1, again.CurrentVersionID)
	require.NotEqual(t, a.ID, again.ID)
}

// Applications are claimed by who reaches their clusters.
func TestStore_ClaimDue_AtASite(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t)
	mustCreate(t, s, "a")
	lease := mustClaim(t, s)
	lease.Site = "here"
	require.NoError(t, s.ReleaseLease(t.Context(), lease, 0))

	for _, sites := range [][]string{nil, {"there"}} {
		leases, err := s.ClaimDue(t.Context(), "x", 10, term, sites...)
		require.NoError(t, err)
		require.Empty(t, leases)
		_, ok, err := s.NextDue(t.Context(), sites...)
		require.NoError(t, err)
		require.False(t, ok)
	}
	_, ok, err := s.NextDue(t.Context(), "here")
	require.NoError(t, err)
	require.True(t, ok)
	leases, err := s.ClaimDue(t.Context(), "x", 10, term, "there", "here")
	require.NoError(t, err)
	require.Len(t, leases, 1)
	require.Equal(t, "here", leases[0].Site)
}
