package cluster

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/flinkrest"
)

// TestLooks_beforeThereIsAnything: a job that ran is looked at while a JobManager that does not listen yet takes the place of another one,
// and before there were any.
func TestLooks_beforeThereIsAnything(t *testing.T) {
	t.Parallel()
	for name, m := range map[string]*members{"no members": nil, "a JobManager that comes up": {}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			k := &keeper{members: m, seals: &seals{}, run: &run{present: true}, watch: newJobWatch()}
			k.watch.state = flinkrest.JobRunning
			k.spec.Checkpoints.Enabled = true
			require.NotPanics(t, func() {
				k.look(t.Context())
				k.lookElsewhere(t.Context())
				k.checkpointNow(t.Context(), m)
				k.giveUp()
			})
			require.False(t, k.seals.looked)
		})
	}
}
