package e2e

import (
	"encoding/csv"
	"fmt"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2/types"
	"github.com/stretchr/testify/require"
)

// newerVersion is what the release is called that comes after everything.
const newerVersion = "v99.0.0"

var buildNewerRelease = sync.OnceValues(func() (string, error) {
	path := filepath.Join(workshop, "newer-penstock")
	out, err := exec.Command("go", "build", "-ldflags", "-X github.com/penstock/penstock/cmd/penstock/buildinfo.Version="+newerVersion,
		"-o", path, "github.com/penstock/penstock/cmd/penstock").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return path, nil
})

// newerRelease is the program as a release that comes after the one that is tested.
func newerRelease(t *testing.T) string {
	t.Helper()
	path, err := buildNewerRelease()
	require.NoError(t, err)
	return path
}

// leavesAlone moves the maintenance window of an application to where it does not begin before the test has ended, whatever the time is.
func (s *server) leavesAlone(name string) {
	s.Helper()
	ctx, cancel := within(s.T)
	defer cancel()
	_, err := s.api.UpdateApplicationMaintenanceConfiguration(ctx, &kinesisanalyticsv2.UpdateApplicationMaintenanceConfigurationInput{
		ApplicationName: &name, ApplicationMaintenanceConfigurationUpdate: &types.ApplicationMaintenanceConfigurationUpdate{
			ApplicationMaintenanceWindowStartTimeUpdate: aws.String(time.Now().UTC().Add(2 * time.Hour).Format("15:04")),
		},
	})
	require.NoError(s, err)
}

// After an upgrade of the server, what runs is told to be on an older build, and an operator has it replaced with its state. What was
// used goes on being counted.
func TestMaintenance(t *testing.T) {
	t.Parallel()
	s, f, out := newServer(t), newFeed(t), filepath.Join(shortDir(t), "out")
	s.start()
	s.create("old", script, f.properties(out))
	s.leavesAlone("old")
	f.add(70)
	s.run("old")
	before := s.cluster()
	p := &person{T: t, s: s, dir: shortDir(t)}
	told, _ := p.does("maintenance")
	require.Contains(t, told, "is on the newest build")
	s.stop()

	s.binary = newerRelease(t)
	s.start()
	told, _ = p.does("maintenance")
	require.Contains(t, told, "The newest: embedded "+newerVersion)
	require.Contains(t, told, "old ")
	require.Equal(t, before, s.cluster(), "nothing is replaced outside of its window")
	p.does("maintenance", "run", "old")
	require.Equal(t, types.OperationStatusSuccessful, s.outcome("old", s.operation("old", "ApplicationMaintenance")).OperationStatus)
	detail := s.describe("old")
	require.EqualValues(t, 1, *detail.ApplicationVersionId)
	require.Equal(t, types.ApplicationStatusRunning, detail.ApplicationStatus)
	require.NotEqual(t, before, s.newCluster([]int{before}))
	told, _ = p.does("maintenance")
	require.Contains(t, told, "is on the newest build")

	f.add(50)
	eventually(t, "all is copied", func() bool { return len(lines(t, filepath.Join(out, "copies"))) >= 120 })
	require.Len(t, lines(t, filepath.Join(out, "copies")), 120)

	told, _ = p.does("usage", "--csv")
	rows, err := csv.NewReader(strings.NewReader(told)).ReadAll()
	require.NoError(t, err)
	require.Equal(t, []string{"month", "application", "arn", "kpu_hours", "orchestration_kpu_hours"}, rows[0])
	require.Equal(t, "old", rows[1][1])
	kpus, err := strconv.ParseFloat(rows[1][3], 64)
	require.NoError(t, err)
	orchestration, err := strconv.ParseFloat(rows[1][4], 64)
	require.NoError(t, err)
	require.Positive(t, orchestration)
	require.InEpsilon(t, 2*orchestration, kpus, 0.5, "its parallelism is 2")
}
