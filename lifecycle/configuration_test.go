package lifecycle_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
)

func TestParseConfiguration(t *testing.T) {
	t.Parallel()

	t.Run("what is absent has the default", func(t *testing.T) {
		t.Parallel()
		for _, raw := range []string{``, `{}`, `{"ApplicationConfigurationDescription":{}}`} {
			got, err := lifecycle.ParseConfiguration(json.RawMessage(raw))
			require.NoError(t, err)
			require.Empty(t, cmp.Diff(lifecycle.DefaultConfiguration(), got))
		}
	})

	t.Run("what is there wins", func(t *testing.T) {
		t.Parallel()
		got, err := lifecycle.ParseConfiguration(json.RawMessage(`{"ApplicationConfigurationDescription":{
			"ApplicationCodeConfigurationDescription":{"CodeContentType":"PLAINTEXT"},
			"FlinkApplicationConfigurationDescription":{
				"CheckpointConfigurationDescription":{"ConfigurationType":"CUSTOM",
					"CheckpointingEnabled":false,"CheckpointInterval":1500,"MinPauseBetweenCheckpoints":0},
				"MonitoringConfigurationDescription":{"LogLevel":"WARN","MetricsLevel":"TASK"},
				"ParallelismConfigurationDescription":{
					"Parallelism":4,"ParallelismPerKPU":2,"AutoScalingEnabled":false}},
			"EnvironmentPropertyDescriptions":{"PropertyGroupDescriptions":[
				{"PropertyGroupId":"io","PropertyMap":{"path":"in"}}]},
			"ApplicationSnapshotConfigurationDescription":{"SnapshotsEnabled":false},
			"ApplicationSystemRollbackConfigurationDescription":{"RollbackEnabled":true},
			"ApplicationEncryptionConfigurationDescription":{
				"KeyType":"CUSTOMER_MANAGED_KEY","KeyId":"alias/orders"},
			"VpcConfigurationDescriptions":[{"VpcId":"vpc-1","SubnetIds":["subnet-1","subnet-2"],"SecurityGroupIds":["sg-1"]}]},
			"CloudWatchLoggingOptionDescriptions":[{"LogStreamARN":"arn:aws:logs:eu-west-1:1:log-group:g:log-stream:s"}]}`))
		require.NoError(t, err)
		require.Empty(t, cmp.Diff(lifecycle.Configuration{
			CodeContentType: lifecycle.CodePlainText, CheckpointInterval: 1500 * time.Millisecond,
			Parallelism: 4, ParallelismPerKPU: 2, LogLevel: "WARN", MetricsLevel: "TASK",
			Properties:      map[string]map[string]string{"io": {"path": "in"}},
			RollbackEnabled: true, KeyType: "CUSTOMER_MANAGED_KEY", KeyID: "alias/orders",
			LogStreamARNs: []string{"arn:aws:logs:eu-west-1:1:log-group:g:log-stream:s"},
			SubnetIDs:     []string{"subnet-1", "subnet-2"}, SecurityGroupIDs: []string{"sg-1"},
		}, got))
	})

	t.Run("a document of another form is refused", func(t *testing.T) {
		t.Parallel()
		_, err := lifecycle.ParseConfiguration(json.RawMessage(`[1]`))
		require.ErrorContains(t, err, "version document")
	})
}

func TestApplication_Status(t *testing.T) {
	t.Parallel()
	app := lifecycle.Application{
		Desired:  lifecycle.Desired{Goal: lifecycle.GoalRun, Via: lifecycle.StatusStarting, Generation: 2},
		Observed: lifecycle.Observed{Status: lifecycle.StatusReady, Generation: 1},
	}
	require.Equal(t, lifecycle.StatusStarting, app.Status(), "an accepted start shows at once")
	app.Observed = lifecycle.Observed{Status: lifecycle.StatusRunning, Generation: 2}
	require.Equal(t, lifecycle.StatusRunning, app.Status())
}

func TestARN(t *testing.T) {
	t.Parallel()
	for region, want := range map[string]string{
		"eu-west-1":     "arn:aws:kinesisanalytics:eu-west-1:123456789012:application/orders",
		"cn-north-1":    "arn:aws-cn:kinesisanalytics:cn-north-1:123456789012:application/orders",
		"us-gov-west-1": "arn:aws-us-gov:kinesisanalytics:us-gov-west-1:123456789012:application/orders",
	} {
		require.Equal(t, want, lifecycle.ARN(region, "123456789012", "orders"))
	}
}
