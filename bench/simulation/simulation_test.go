package simulation_test

import (
	"context"
	"flag"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/bench/simulation"
	"github.com/penstock/penstock/store/storetest"
)

var (
	applications = flag.Int("simulate.applications", 6, "how many applications are simulated")
	duration     = flag.Duration("simulate.duration", 24*time.Hour, "how much time is simulated")
	seed         = flag.Uint64("simulate.seed", 1, "what the fleet and its day are drawn from")
	state        = flag.Int64("simulate.state", 500, "the median size of the state of an application, in MiB")
	cores        = flag.Float64("simulate.cores", 1.5, "how many cores the median application keeps busy in its busiest hour")
	updates      = flag.Float64("simulate.updates", 2, "how often each application is updated in a day")
)

// TestDay simulates a day of a fleet in which updates, failures, deaths of clusters and of a control plane, and one that hangs, meet
// autoscaling. By flags it is that of another fleet; see make simulate.
func TestDay(t *testing.T) {
	t.Parallel()
	plan := simulation.Day(*applications)
	plan.Seed, plan.Duration, plan.State, plan.PeakCores, plan.Updates = *seed, *duration, *state<<20, *cores, *updates
	report := simulate(t, plan)
	require.NoError(t, report.Print(t.Output()))
	require.Empty(t, report.Violations)
}

// TestRun_TellsOfWhatNobodyWatches: while the only control plane is dead.
func TestRun_TellsOfWhatNobodyWatches(t *testing.T) {
	t.Parallel()
	plan := simulation.Day(2)
	plan.ControlPlanes, plan.Duration, plan.Updates, plan.Failures, plan.Deaths, plan.Hangs = 1, 3*time.Hour, 0, 0, 0, nil
	plan.Kills = []simulation.Kill{{At: 2 * time.Hour, After: simulation.Recovery + time.Minute}}
	report := simulate(t, plan)
	require.Len(t, report.Violations, 1)
	// One of the two may have been on its way to another parallelism, which nobody watches anyway.
	require.Regexp(t, `: [12] applications are watched by nobody`, report.Violations[0])
}

func simulate(t *testing.T, plan simulation.Plan) (report *simulation.Report) {
	t.Helper()
	database, dir := storetest.NewVirtual(t), t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		var err error
		report, err = simulation.Run(context.WithoutCancel(t.Context()), plan, database, dir)
		require.NoError(t, err)
	})
	return report
}
