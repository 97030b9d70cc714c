package e2e

import (
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2/types"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/flink/flinktest"
)

// upgrade has an application go on with another runtime, in place.
func (s *server) upgrade(name, runtime string) *types.ApplicationOperationInfoDetails {
	s.Helper()
	ctx, cancel := within(s.T)
	defer cancel()
	out, err := s.api.UpdateApplication(ctx, &kinesisanalyticsv2.UpdateApplicationInput{
		ApplicationName: &name, CurrentApplicationVersionId: s.describe(name).ApplicationVersionId,
		RuntimeEnvironmentUpdate: types.RuntimeEnvironment(runtime),
	})
	require.NoError(s, err)
	return s.outcome(name, *out.OperationId)
}

// counted are the rows of the program Counts: how often each number of each key was written.
func counted(t *testing.T, dir string) map[int]map[int]int {
	t.Helper()
	all := map[int]map[int]int{}
	for _, row := range lines(t, dir) {
		fields := strings.Split(row, ",")
		key, err := strconv.Atoi(fields[0])
		require.NoError(t, err, row)
		n, err := strconv.Atoi(fields[1])
		require.NoError(t, err, row)
		if all[key] == nil {
			all[key] = map[int]int{}
		}
		all[key][n]++
	}
	return all
}

// countsOn runs the program Counts, which writes its rows to a folder.
func (s *server) countsOn(runtime, name, out string) {
	s.Helper()
	s.runOn(runtime, name, &types.ApplicationCodeConfiguration{
		CodeContentType: types.CodeContentTypeZipfile, CodeContent: &types.CodeContent{ZipFileContent: flinktest.Programs()},
	}, map[string]map[string]string{
		driver.RunOptions: {driver.MainClassOption: flinktest.Counts}, "counts": {"path": "file://" + out, "rate": "200"},
	})
}

// A JAR that was built for the oldest version goes on with its state from version to version, each row once, and back again.
func TestFlink_upgrade(t *testing.T) {
	t.Parallel()
	flinktest.Runtime(t)
	versions := []string{"FLINK-1_18", "FLINK-1_19", "FLINK-1_20"}
	for _, runtime := range versions {
		flinktest.Install(t, runtime)
	}
	s := newServer(t)
	s.start()
	out := filepath.Join(s.dir, "out")
	further := func(what string) {
		t.Helper()
		n := len(lines(t, out))
		eventually(t, "rows are written after "+what, func() bool { return len(lines(t, out)) > n+20 })
	}
	s.countsOn(versions[0], "counts", out)
	further("the start")
	for _, runtime := range versions[1:] {
		done := s.upgrade("counts", runtime)
		require.Equal(t, types.OperationStatusSuccessful, done.OperationStatus, "%v", done.OperationFailureDetails)
		require.Equal(t, types.RuntimeEnvironment(runtime), s.describe("counts").RuntimeEnvironment)
		further("the upgrade to " + runtime)
	}
	for key, times := range counted(t, out) {
		for n := 1; n <= len(times); n++ {
			require.Equal(t, 1, times[n], "row %d of key %d", n, key)
		}
	}
	back := s.rollBack("counts")
	require.Equal(t, types.RuntimeEnvironment(versions[1]), back.RuntimeEnvironment)
	further("the rollback to " + versions[1])
	s.stopGracefully("counts")
	for key, times := range counted(t, out) {
		for n := 1; n <= len(times); n++ {
			require.Positive(t, times[n], "row %d of key %d is left out", n, key)
		}
	}
}

// A newer main version does not read the state of an older one: an upgrade that asks for the state is refused, and the application goes on
// as it was.
func TestFlink_upgradeToAnotherMainVersion(t *testing.T) {
	t.Parallel()
	flinktest.Engine(t)
	s := newServer(t)
	s.start()
	out := filepath.Join(s.dir, "out")
	s.countsOn("FLINK-1_20", "counts", out)
	ctx, cancel := within(t)
	defer cancel()
	_, err := s.api.UpdateApplication(ctx, &kinesisanalyticsv2.UpdateApplicationInput{
		ApplicationName: aws.String("counts"), CurrentApplicationVersionId: aws.Int64(1), RuntimeEnvironmentUpdate: types.RuntimeEnvironment("FLINK-2_2"),
	})
	var refused *types.InvalidApplicationConfigurationException
	require.ErrorAs(t, err, &refused)
	require.Contains(t, refused.ErrorMessage(), "cannot be restored with runtime FLINK-2_2")
	n := len(lines(t, out))
	eventually(t, "rows are written all the same", func() bool { return len(lines(t, out)) > n })
	require.EqualValues(t, 1, *s.describe("counts").ApplicationVersionId)
}
