package decide

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
)

// The clock was set back after what is compared with it was written down. Nothing is waited for longer than if it had not been.
func TestDecide_whenTheClockWentBack(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	lost := func(attempt int) Facts {
		return Facts{
			Now: now, Status: lifecycle.StatusRunning, Desired: lifecycle.Desired{Goal: lifecycle.GoalRun}, Limits: DefaultLimits(),
			Cluster: &Cluster{Attempt: attempt, Prepared: true, Gone: true, Since: now.Add(6 * time.Hour), State: ClusterAbsent, Job: JobUnknown},
		}
	}
	require.Equal(t, ReplaceCluster, Decide(lost(0)).Kind)
	for attempt := 1; attempt < 100; attempt++ {
		a := Decide(lost(attempt))
		require.Equal(t, Idle, a.Kind)
		require.LessOrEqual(t, a.After, DefaultLimits().Pause)
	}
}
