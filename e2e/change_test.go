package e2e

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2/types"
	"github.com/stretchr/testify/require"
)

// change updates an application, and returns the operation, if there is one.
func (s *server) change(name string, u *types.ApplicationConfigurationUpdate, run *types.RunConfigurationUpdate) (operationID string) {
	s.Helper()
	ctx, cancel := within(s.T)
	defer cancel()
	out, err := s.api.UpdateApplication(ctx, &kinesisanalyticsv2.UpdateApplicationInput{
		ApplicationName: &name, CurrentApplicationVersionId: s.describe(name).ApplicationVersionId, ApplicationConfigurationUpdate: u,
		RunConfigurationUpdate: run,
	})
	require.NoError(s, err)
	return aws.ToString(out.OperationId)
}

// code is an update to a script.
func code(script string) *types.ApplicationConfigurationUpdate {
	return &types.ApplicationConfigurationUpdate{ApplicationCodeConfigurationUpdate: &types.ApplicationCodeConfigurationUpdate{
		CodeContentUpdate: &types.CodeContentUpdate{TextContentUpdate: &script},
	}}
}

// outcome waits for the end of an operation.
func (s *server) outcome(name, operationID string) *types.ApplicationOperationInfoDetails {
	s.Helper()
	var details *types.ApplicationOperationInfoDetails
	eventually(s, "operation "+operationID+" ends", func() bool {
		ctx, cancel := within(s.T)
		defer cancel()
		out, err := s.api.DescribeApplicationOperation(ctx, &kinesisanalyticsv2.DescribeApplicationOperationInput{
			ApplicationName: &name, OperationId: &operationID,
		})
		require.NoError(s, err)
		details = out.ApplicationOperationInfoDetails
		return details.OperationStatus != types.OperationStatusInProgress
	})
	return details
}

// rollBack goes back to the version before, and waits until it runs.
func (s *server) rollBack(name string) *types.ApplicationDetail {
	s.Helper()
	ctx, cancel := within(s.T)
	defer cancel()
	out, err := s.api.RollbackApplication(ctx, &kinesisanalyticsv2.RollbackApplicationInput{
		ApplicationName: &name, CurrentApplicationVersionId: s.describe(name).ApplicationVersionId,
	})
	require.NoError(s, err)
	require.Equal(s, types.ApplicationStatusRollingBack, out.ApplicationDetail.ApplicationStatus)
	require.Equal(s, types.OperationStatusSuccessful, s.outcome(name, *out.OperationId).OperationStatus)
	return s.describe(name)
}

// A script that the state does not fit is found out while the old job processes, which goes on in its cluster; also when the job
// has never taken a checkpoint. Allowed to, the new one goes on without that state.
func TestUpdateThatDoesNotFitTheState(t *testing.T) {
	t.Parallel()
	s, f, out := newServer(t), newFeed(t), filepath.Join(shortDir(t), "out")
	s.start()
	s.create("fits", script, f.properties(out))
	s.change("fits", &types.ApplicationConfigurationUpdate{FlinkApplicationConfigurationUpdate: &types.FlinkApplicationConfigurationUpdate{
		CheckpointConfigurationUpdate: &types.CheckpointConfigurationUpdate{CheckpointIntervalUpdate: aws.Int64(3_600_000)},
	}}, nil)
	f.add(70)
	s.run("fits")
	before := s.cluster()

	withoutCounts := script[:strings.Index(script, "INSERT INTO counts")] + "END;\n"
	withoutCounts = strings.Replace(withoutCounts, "SELECT id, k", "SELECT id + 1000, k", 1)
	failed := s.outcome("fits", s.change("fits", code(withoutCounts), nil))
	require.Equal(t, types.OperationStatusFailed, failed.OperationStatus)
	told := aws.ToString(failed.OperationFailureDetails.ErrorInfo.ErrorString)
	require.Contains(t, told, "cannot go on from the state")
	require.Contains(t, told, "allow non-restored state")
	s.await("fits", types.ApplicationStatusRunning)
	require.Equal(t, before, s.cluster(), "the old job was touched")

	allowed := &types.RunConfigurationUpdate{FlinkRunConfiguration: &types.FlinkRunConfiguration{AllowNonRestoredState: aws.Bool(true)}}
	succeeded := s.outcome("fits", s.change("fits", code(withoutCounts), allowed))
	require.Equal(t, types.OperationStatusSuccessful, succeeded.OperationStatus, "%v", succeeded.OperationFailureDetails)
	f.add(1)
	var copies []string
	eventually(t, "the new version copies, which is seen when it stops", func() bool {
		s.stopGracefully("fits")
		if copies = lines(t, filepath.Join(out, "copies")); len(copies) > 70 {
			return true
		}
		s.run("fits") // it was stopped before it found the new file
		return false
	})
	require.Len(t, copies, 71, "each event is copied once, by the one version or the other")
	require.Contains(t, strings.Join(copies, "\n"), `"id":1070`)
}

func (s *server) stopGracefully(name string) {
	s.Helper()
	ctx, cancel := within(s.T)
	defer cancel()
	_, err := s.api.StopApplication(ctx, &kinesisanalyticsv2.StopApplicationInput{ApplicationName: &name})
	require.NoError(s, err)
	s.await(name, types.ApplicationStatusReady)
}

// A rollback takes the code and the state from before the update: what the update processed is processed again, as before it.
func TestRollback(t *testing.T) {
	t.Parallel()
	s, f, out := newServer(t), newFeed(t), filepath.Join(shortDir(t), "out")
	s.start()
	s.create("back", script, f.properties(out))
	s.run("back")
	copies := func() []string { return lines(t, filepath.Join(out, "copies")) }
	f.add(30)
	eventually(t, "the first version copies", func() bool { return len(copies()) == 30 })
	changed := strings.Replace(script, "SELECT id, k FROM", "SELECT id + 1000, k FROM", 1)
	require.Equal(t, types.OperationStatusSuccessful, s.outcome("back", s.change("back", code(changed), nil)).OperationStatus)
	f.add(10)
	eventually(t, "the second version copies", func() bool { return len(copies()) == 40 })

	detail := s.rollBack("back")
	require.EqualValues(t, 3, *detail.ApplicationVersionId)
	require.EqualValues(t, 2, *detail.ApplicationVersionRolledBackFrom)
	require.EqualValues(t, 1, *detail.ApplicationVersionRolledBackTo)
	require.Equal(t, script, *detail.ApplicationConfigurationDescription.ApplicationCodeConfigurationDescription.CodeContentDescription.TextContent)
	f.end()
	eventually(t, "the first version goes on from where it was", func() bool { return len(copies()) == 51 })
	text := strings.Join(copies(), "\n")
	require.Contains(t, text, `"id":1039`, "what the second version wrote stays")
	require.Contains(t, text, `"id":39,`, "what it processed is processed again")
	require.Equal(t, 1, strings.Count(text, `"id":29,`), "what the first one processed is not")
}

// Where the owner wishes that, an update that fails is rolled back by the system: the version before is there again, under a number
// of its own, and both operations tell why.
func TestSystemRollback(t *testing.T) {
	t.Parallel()
	s, f, out := newServer(t), newFeed(t), filepath.Join(shortDir(t), "out")
	s.start()
	s.create("guarded", script, f.properties(out))
	s.change("guarded", &types.ApplicationConfigurationUpdate{
		ApplicationSystemRollbackConfigurationUpdate: &types.ApplicationSystemRollbackConfigurationUpdate{RollbackEnabledUpdate: aws.Bool(true)},
	}, nil)
	f.add(70)
	s.run("guarded")
	before := s.cluster()
	withoutCounts := script[:strings.Index(script, "INSERT INTO counts")] + "END;\n"
	failed := s.outcome("guarded", s.change("guarded", code(withoutCounts), nil))
	require.Equal(t, types.OperationStatusFailed, failed.OperationStatus)
	rollback := s.outcome("guarded", aws.ToString(failed.OperationFailureDetails.RollbackOperationId))
	require.Equal(t, "RollbackApplication", *rollback.Operation)
	require.Equal(t, types.OperationStatusSuccessful, rollback.OperationStatus)
	s.await("guarded", types.ApplicationStatusRunning)
	detail := s.describe("guarded")
	require.EqualValues(t, 4, *detail.ApplicationVersionId)
	require.EqualValues(t, 3, *detail.ApplicationVersionRolledBackFrom)
	require.EqualValues(t, 2, *detail.ApplicationVersionRolledBackTo)
	require.Equal(t, before, s.cluster(), "the job was not touched")
	f.add(1)
	eventually(t, "it goes on", func() bool { return len(lines(t, filepath.Join(out, "copies"))) == 71 })
}
