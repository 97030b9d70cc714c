package flink_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/flink/flinktest"
	"github.com/penstock/penstock/runtime/flinkrest"
)

// What the managed service decides is not a program's to decide: where and how often state is kept, and that a failed job is restarted.
func TestFlink_fixedSettings(t *testing.T) {
	for _, how := range []string{"code", "configuration"} {
		t.Run(how, func(t *testing.T) {
			if how == "code" && strings.HasPrefix(flinktest.Runtime(t), "FLINK-2") {
				t.Skip("Flink 2 knows only configurations")
			}
			own := t.TempDir()
			d, err := newLocal(t)
			require.NoError(t, err)
			spec := newSpec(t, driver.NewClusterID(t.Name(), 1, 0), flinktest.CodeOf(flinktest.Programs()))
			spec.Properties = map[string]map[string]string{driver.RunOptions: {
				driver.MainClassOption: flinktest.Decides, driver.ArgumentsOption: how + " file://" + own + " " + filepath.Join(t.TempDir(), "failed"),
			}}
			spec.Checkpointing.Fixed = true
			spec, seen := bringSpec(t, d, spec)
			client := clientOf(t, d, seen)
			ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
			defer cancel()
			_, err = client.Run(ctx, "program", flinkrest.RunRequest{JobID: spec.JobID})
			require.NoError(t, err)
			require.Eventually(t, func() bool {
				checkpoints, err := client.Checkpoints(ctx, spec.JobID)
				if err != nil || checkpoints.Latest.Completed == nil {
					return false // such as while the job initializes
				}
				path := strings.Replace(checkpoints.Latest.Completed.ExternalPath, "file:/", "file:///", 1)
				require.True(t, strings.HasPrefix(path, spec.CheckpointsURI), path)
				return true
			}, time.Minute, 50*time.Millisecond, "there is no checkpoint each second")
			why, err := client.Exceptions(ctx, spec.JobID)
			require.NoError(t, err)
			require.NotEmpty(t, why, "it was restarted after it had failed")
			left, err := os.ReadDir(own)
			require.NoError(t, err)
			require.Empty(t, left)
		})
	}
}
