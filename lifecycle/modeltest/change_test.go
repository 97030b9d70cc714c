package modeltest

import (
	"context"
	"encoding/json"
	"io"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/fake"
)

// seen is what a cluster runs, as far as an update can change it.
type seen struct {
	Runtime     string
	Code        string
	Parallelism int
	PerKPU      int
	Properties  map[string]map[string]string
	LogLevel    string
	Interval    time.Duration
	Position    int64
}

// fixture is one application of a plant, and what its owner asks.
type fixture struct {
	*testing.T
	*plant

	name    string
	ctx     context.Context
	version int64
}

// running118 is an application of FLINK-1_18 whose job has come to position 7.
func running118(t *testing.T) *fixture {
	t.Helper()
	f := &fixture{T: t, plant: newPlant(t), name: "orders", ctx: asClient(t.Context()), version: 1}
	_, err := f.service.CreateApplication(f.ctx, &model.CreateApplicationRequest{
		ApplicationName: &f.name, RuntimeEnvironment: new(model.RuntimeEnvironmentFLINK_1_18), ServiceExecutionRole: new("arn:aws:iam::123456789012:role/orders"),
		ApplicationConfiguration: &model.ApplicationConfiguration{
			ApplicationCodeConfiguration: &model.ApplicationCodeConfiguration{
				CodeContentType: new(model.CodeContentTypePLAINTEXT), CodeContent: &model.CodeContent{TextContent: new("the first")},
			},
			EnvironmentProperties: properties("topic", "orders"),
		},
	})
	require.NoError(t, err)
	_, err = f.service.StartApplication(f.ctx, &model.StartApplicationRequest{ApplicationName: &f.name})
	require.NoError(t, err)
	f.await(lifecycle.StatusRunning)
	require.NoError(t, f.world.Advance(f.cluster().ID, 7))
	return f
}

func properties(key, value string) *model.EnvironmentProperties {
	return &model.EnvironmentProperties{PropertyGroups: []model.PropertyGroup{
		{PropertyGroupId: new("source"), PropertyMap: map[string]string{key: value}},
	}}
}

// await waits until the application shows the status, and nothing is left of the change that led to it.
func (f *fixture) await(status lifecycle.Status) {
	f.Helper()
	require.Eventually(f, func() bool {
		a, err := f.store.Application(f.ctx, f.key())
		return err == nil && a.Status() == status && a.Observed.NextCluster == nil && (status != lifecycle.StatusRunning || len(f.world.Clusters()) == 1)
	}, 2*time.Minute, time.Millisecond, "the application does not become %s", status)
}

// cluster is the one that there is.
func (f *fixture) cluster() fake.View {
	f.Helper()
	clusters := f.world.Clusters()
	require.Len(f, clusters, 1)
	require.Equal(f, driver.JobStateRunning, clusters[0].Job)
	return clusters[0]
}

func (f *fixture) seen() seen {
	f.Helper()
	c := f.cluster()
	content, err := c.Spec.Code.Open(f.ctx)
	require.NoError(f, err)
	defer content.Close()
	code, err := io.ReadAll(content)
	require.NoError(f, err)
	return seen{
		Runtime: c.Spec.Runtime, Code: string(code), Parallelism: c.Spec.Parallelism, PerKPU: c.Spec.ParallelismPerKPU,
		Properties: c.Spec.Properties, LogLevel: c.Spec.LogLevel, Interval: c.Spec.Checkpointing.Interval, Position: c.Position,
	}
}

// update asks for a change, written as JSON, of the version that is current.
func (f *fixture) update(change string) (operation string, err error) {
	f.Helper()
	in := &model.UpdateApplicationRequest{}
	require.NoError(f, json.Unmarshal([]byte(change), in))
	in.ApplicationName, in.CurrentApplicationVersionId = &f.name, &f.version
	out, err := f.service.UpdateApplication(f.ctx, in)
	if err != nil {
		return "", err
	}
	f.version = *out.ApplicationDetail.ApplicationVersionId
	return *out.OperationId, nil
}

func (f *fixture) outcome(operation string) (model.OperationStatus, string) {
	f.Helper()
	out, err := f.service.ListOperationSteps(f.ctx, &model.ListOperationStepsRequest{ApplicationName: &f.name, OperationId: &operation})
	require.NoError(f, err)
	reason := ""
	if out.OperationRecord.Message != nil {
		reason = *out.OperationRecord.Message
	}
	return *out.OperationRecord.OperationStatus, reason
}

var first = seen{
	Runtime: "FLINK-1_18", Code: "the first", Parallelism: 1, PerKPU: 1, LogLevel: "INFO", Interval: time.Minute, Position: 7,
	Properties: map[string]map[string]string{"source": {"topic": "orders"}},
}

// everything changes the runtime in place, the code, the parallelism, the runtime properties and further settings in one update.
const everything = `{
	"RuntimeEnvironmentUpdate": "FLINK-1_20",
	"ApplicationConfigurationUpdate": {
		"ApplicationCodeConfigurationUpdate": {"CodeContentUpdate": {"TextContentUpdate": "the second"}},
		"FlinkApplicationConfigurationUpdate": {
			"ParallelismConfigurationUpdate": {"ConfigurationTypeUpdate": "CUSTOM", "ParallelismUpdate": 6, "ParallelismPerKPUUpdate": 2},
			"MonitoringConfigurationUpdate": {"ConfigurationTypeUpdate": "CUSTOM", "LogLevelUpdate": "DEBUG"},
			"CheckpointConfigurationUpdate": {"ConfigurationTypeUpdate": "CUSTOM", "CheckpointIntervalUpdate": 5000}
		},
		"EnvironmentPropertyUpdates": {"PropertyGroups": [{"PropertyGroupId": "sink", "PropertyMap": {"table": "hot_spots"}}]}
	}
}`

func TestUpdate_OfEverythingAtOnceAndBack(t *testing.T) {
	t.Parallel()
	f := running118(t)
	require.Equal(t, first, f.seen())
	operation, err := f.update(everything)
	require.NoError(t, err)
	f.await(lifecycle.StatusRunning)
	status, reason := f.outcome(operation)
	require.Equal(t, model.OperationStatusSUCCESSFUL, status, reason)
	require.Equal(t, seen{
		Runtime: "FLINK-1_20", Code: "the second", Parallelism: 6, PerKPU: 2, LogLevel: "DEBUG", Interval: 5 * time.Second, Position: 7,
		Properties: map[string]map[string]string{"sink": {"table": "hot_spots"}},
	}, f.seen())
	list, err := f.service.ListApplicationSnapshots(f.ctx, &model.ListApplicationSnapshotsRequest{ApplicationName: &f.name})
	require.NoError(t, err)
	require.Len(t, list.SnapshotSummaries, 1)
	require.EqualValues(t, 1, *list.SnapshotSummaries[0].ApplicationVersionId, "it is of the version before")
	require.Equal(t, model.RuntimeEnvironmentFLINK_1_18, *list.SnapshotSummaries[0].RuntimeEnvironment)

	require.NoError(t, f.world.Advance(f.cluster().ID, 5))
	back, err := f.service.RollbackApplication(f.ctx, &model.RollbackApplicationRequest{ApplicationName: &f.name, CurrentApplicationVersionId: &f.version})
	require.NoError(t, err)
	f.await(lifecycle.StatusRunning)
	status, reason = f.outcome(*back.OperationId)
	require.Equal(t, model.OperationStatusSUCCESSFUL, status, reason)
	require.Equal(t, first, f.seen(), "with the state from when the change was deployed")
	require.Equal(t, model.RuntimeEnvironmentFLINK_1_18, *back.ApplicationDetail.RuntimeEnvironment)
}

// TestUpdate_InPlaceOneByOne goes through the runtimes, and through the parts of everything.
func TestUpdate_InPlaceOneByOne(t *testing.T) {
	t.Parallel()
	f := running118(t)
	for _, step := range []struct {
		change string
		want   func(s *seen)
	}{
		{`{"RuntimeEnvironmentUpdate": "FLINK-1_19"}`, func(s *seen) { s.Runtime = "FLINK-1_19" }},
		{`{"RuntimeEnvironmentUpdate": "FLINK-1_20"}`, func(s *seen) { s.Runtime = "FLINK-1_20" }},
		{`{"ApplicationConfigurationUpdate": {"FlinkApplicationConfigurationUpdate": {"ParallelismConfigurationUpdate":
			{"ConfigurationTypeUpdate": "CUSTOM", "ParallelismUpdate": 3}}}}`, func(s *seen) { s.Parallelism = 3 }},
		{`{"ApplicationConfigurationUpdate": {"EnvironmentPropertyUpdates": {"PropertyGroups": []}}}`, func(s *seen) {
			s.Properties = map[string]map[string]string{}
		}},
		{`{}`, func(*seen) {}},
	} {
		want := f.seen()
		step.want(&want)
		operation, err := f.update(step.change)
		require.NoError(t, err, step.change)
		f.await(lifecycle.StatusRunning)
		status, reason := f.outcome(operation)
		require.Equal(t, model.OperationStatusSUCCESSFUL, status, "%s: %s", step.change, reason)
		require.Equal(t, want, f.seen(), step.change)
	}
}

// TestUpdate_ThatCannotBe is refused in the call, and leaves the job alone.
func TestUpdate_ThatCannotBe(t *testing.T) {
	t.Parallel()
	f := running118(t)
	cluster := f.cluster().ID
	for change, want := range map[string]fault.Kind{
		`{"RuntimeEnvironmentUpdate": "FLINK-1_15"}`:         fault.InvalidConfigurationKind, // cannot read the state
		`{"RuntimeEnvironmentUpdate": "FLINK-2_2"}`:          fault.InvalidConfigurationKind,
		`{"RuntimeEnvironmentUpdate": "SQL-1_0"}`:            fault.InvalidArgumentKind,
		`{"RuntimeEnvironmentUpdate": "ZEPPELIN-FLINK-3_0"}`: fault.InvalidArgumentKind,
		`{"RuntimeEnvironmentUpdate": "FLINK-1_20",
			"ApplicationConfigurationUpdate": {"ApplicationCodeConfigurationUpdate": {"CodeContentUpdate": {"TextContentUpdate": "BROKEN"}}}}`: fault.CodeValidationKind,
		`{"RuntimeEnvironmentUpdate": "FLINK-1_20",
			"RunConfigurationUpdate": {"ApplicationRestoreConfiguration":
				{"ApplicationRestoreType": "RESTORE_FROM_CUSTOM_SNAPSHOT", "SnapshotName": "none"}}}`: fault.InvalidArgumentKind,
	} {
		_, err := f.update(change)
		require.True(t, fault.Is(err, want), "%s: %v", change, err)
	}
	require.Equal(t, cluster, f.cluster().ID)
	require.Equal(t, first, f.seen())
	d, err := f.service.DescribeApplication(f.ctx, &model.DescribeApplicationRequest{ApplicationName: &f.name})
	require.NoError(t, err)
	require.EqualValues(t, 1, *d.ApplicationDetail.ApplicationVersionId)
	require.Equal(t, model.ApplicationStatusRUNNING, *d.ApplicationDetail.ApplicationStatus)
}

// TestUpdate_WhoseStateDoesNotFit fails before the old job is touched, and says why.
func TestUpdate_WhoseStateDoesNotFit(t *testing.T) {
	t.Parallel()
	f := running118(t)
	require.NoError(t, f.world.Checkpoint(f.cluster().ID))
	cluster := f.cluster().ID
	f.world.Behave(fake.Behaviour{StateError: "operator 4 keeps a BIGINT, and had a DOUBLE"})
	operation, err := f.update(everything)
	require.NoError(t, err)
	f.await(lifecycle.StatusRunning)
	status, reason := f.outcome(operation)
	require.Equal(t, model.OperationStatusFAILED, status)
	require.Contains(t, reason, "operator 4 keeps a BIGINT, and had a DOUBLE")
	require.Equal(t, cluster, f.cluster().ID, "the old job was not touched")
	require.Equal(t, first, f.seen())
}
