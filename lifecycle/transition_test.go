package lifecycle_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
)

func TestTransition(t *testing.T) {
	t.Parallel()

	t.Run("an illegal change names both statuses and wraps its cause", func(t *testing.T) {
		t.Parallel()
		cause := errors.New("because")
		err := lifecycle.Transition(lifecycle.StatusReady, lifecycle.StatusRunning, cause)
		var transition *lifecycle.TransitionError
		require.ErrorAs(t, err, &transition)
		require.Equal(t, lifecycle.StatusReady, transition.From)
		require.Equal(t, lifecycle.StatusRunning, transition.To)
		require.ErrorIs(t, err, cause)
		require.EqualError(t, err, "status cannot change from READY to RUNNING: because")
	})

	t.Run("every transient status but DELETING has a way to READY", func(t *testing.T) {
		t.Parallel()
		for _, status := range lifecycle.Statuses() {
			if !status.Transient() || status == lifecycle.StatusDeleting {
				continue
			}
			require.NoError(t, lifecycle.Transition(status, lifecycle.StatusReady, nil), status)
		}
	})

	t.Run("a forced stop only ends in READY", func(t *testing.T) {
		t.Parallel()
		require.Equal(t, []lifecycle.Status{lifecycle.StatusReady},
			lifecycle.Successors(lifecycle.StatusForceStopping))
	})

	t.Run("no application becomes ROLLED_BACK", func(t *testing.T) {
		t.Parallel()
		for _, status := range lifecycle.Statuses() {
			require.NotContains(t, lifecycle.Successors(status), lifecycle.StatusRolledBack)
		}
	})
}

func TestAllow(t *testing.T) {
	t.Parallel()
	open := map[lifecycle.Request][]lifecycle.Status{
		lifecycle.RequestStart: {lifecycle.StatusReady},
		lifecycle.RequestStop:  {lifecycle.StatusRunning},
		lifecycle.RequestForceStop: {
			lifecycle.StatusStarting, lifecycle.StatusUpdating, lifecycle.StatusStopping,
			lifecycle.StatusAutoscaling, lifecycle.StatusRunning, lifecycle.StatusRollingBack,
			lifecycle.StatusMaintenance,
		},
		lifecycle.RequestUpdate:      {lifecycle.StatusReady, lifecycle.StatusRunning},
		lifecycle.RequestMaintenance: {lifecycle.StatusReady, lifecycle.StatusRunning},
		lifecycle.RequestRollback: {
			lifecycle.StatusRunning, lifecycle.StatusUpdating, lifecycle.StatusAutoscaling,
		},
		lifecycle.RequestCreateSnapshot: {lifecycle.StatusRunning},
		lifecycle.RequestPresignedURL:   {lifecycle.StatusRunning},
		lifecycle.RequestDelete:         {lifecycle.StatusReady, lifecycle.StatusRunning},
	}
	for _, request := range lifecycle.Requests() {
		require.Contains(t, open, request, "a new request needs a row here")
		for _, status := range lifecycle.Statuses() {
			err := lifecycle.Allow(request, "orders", status)
			if slices.Contains(open[request], status) {
				require.NoError(t, err, "%s in %s", request, status)
				require.NoError(t, lifecycle.Transition(status, lifecycle.Via(request, status), nil),
					"an accepted %s must lead %s along a legal edge", request, status)
				continue
			}
			var refused *lifecycle.RequestError
			require.ErrorAs(t, err, &refused, "%s in %s", request, status)
			require.Equal(t, status, refused.Status)
			require.Equal(t, request, refused.Request)
			want := fault.InUseKind
			if request == lifecycle.RequestCreateSnapshot {
				want = fault.InvalidRequestKind
			}
			require.True(t, fault.Is(err, want), "%s in %s is refused with %v", request, status, want)
			require.ErrorContains(t, err, string(status))
		}
	}
}

func TestVia(t *testing.T) {
	t.Parallel()
	require.Equal(t, lifecycle.StatusReady, lifecycle.Via(lifecycle.RequestUpdate, lifecycle.StatusReady))
	require.Equal(t, lifecycle.StatusUpdating, lifecycle.Via(lifecycle.RequestUpdate, lifecycle.StatusRunning))
	require.Equal(t, lifecycle.StatusRunning, lifecycle.Via(lifecycle.RequestCreateSnapshot, lifecycle.StatusRunning))
	require.Equal(t, lifecycle.StatusStarting, lifecycle.Via(lifecycle.RequestStart, lifecycle.StatusReady))
}
