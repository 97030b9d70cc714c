package flink_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/flink/flinktest"
	"github.com/penstock/penstock/runtime/flinkrest"
)

// Jobs over input that ends do so, also in batch mode: there what the service decides of checkpoints and state is left out, and the network
// memory is enough for results that are sorted.
func TestFlink_jobsThatEnd(t *testing.T) {
	for name, options := range map[string]map[string]string{
		"tables in batch mode":  {driver.MainClassOption: flinktest.BatchWordCount},
		"tables in windows":     {driver.MainClassOption: flinktest.StreamWindows},
		"streams in batch mode": {driver.MainClassOption: example + "wordcount.WordCount", driver.ArgumentsOption: "--execution-mode BATCH"},
	} {
		t.Run(name, func(t *testing.T) {
			d, err := newLocal(t)
			require.NoError(t, err)
			path := flinktest.Tables(t)
			if options[driver.ArgumentsOption] != "" {
				path = flinktest.Examples(t)
			}
			spec := newSpec(t, driver.NewClusterID(t.Name(), 1, 0), flinktest.Code(t, path))
			spec.Properties = map[string]map[string]string{driver.RunOptions: options}
			spec.Parallelism, spec.ParallelismPerKPU = 2, 2
			spec.Checkpointing.Fixed = true
			spec, seen := bringSpec(t, d, spec)
			client := clientOf(t, d, seen)
			ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
			defer cancel()
			_, err = client.Run(ctx, "program", flinkrest.RunRequest{JobID: spec.JobID})
			require.NoError(t, err)
			awaitState(ctx, t, client, spec.JobID, flinkrest.JobFinished)
			why, err := client.Exceptions(ctx, spec.JobID)
			require.NoError(t, err)
			require.Empty(t, why)
		})
	}
}
