package e2e

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatchlogs"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2/types"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/client"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/awstest"
)

// shown is a script that prints what it reads.
const shown = `
CREATE TABLE events (id BIGINT) WITH ('connector' = 'filesystem', 'path' = '${e2e:input}', 'format' = 'json', 'source.monitor-interval' = '50ms');
CREATE TABLE shown (id BIGINT) WITH ('connector' = 'print');
INSERT INTO shown SELECT id FROM events;
`

const (
	logGroup  = "applications"
	logStream = "shown"
)

// logged are all events of an application's log.
func (s *server) logged(name string, in model.ListApplicationLogEventsRequest) []model.LogEvent {
	s.Helper()
	cfg, err := config.LoadSharedConfigProfile(s.Context(), "default", func(o *config.LoadSharedConfigOptions) {
		o.CredentialsFiles, o.ConfigFiles = []string{s.dir + "/aws/credentials"}, []string{s.dir + "/aws/config"}
	})
	require.NoError(s, err)
	c, err := client.New(client.Config{
		Endpoint: "http://" + s.address, Region: cfg.Region,
		AccessKeyID: cfg.Credentials.AccessKeyID, SecretAccessKey: cfg.Credentials.SecretAccessKey,
	})
	require.NoError(s, err)
	ctx, cancel := within(s.T)
	defer cancel()
	in.ApplicationName = &name
	var events []model.LogEvent
	for {
		out, err := c.ListApplicationLogEvents(ctx, &in)
		require.NoError(s, err)
		events = append(events, out.LogEvents...)
		if in.NextToken = out.NextToken; in.NextToken == nil {
			return events
		}
	}
}

// telling are those of the events whose message has the text.
func telling(events []model.LogEvent, text string) []model.LogEvent {
	return slices.DeleteFunc(slices.Clone(events), func(e model.LogEvent) bool { return !strings.Contains(*e.Message, text) })
}

// An application's log tells its life over several versions and control planes, with the cause of a failure, outlives its
// cluster, and arrives in CloudWatch Logs whole and in order.
func TestLog(t *testing.T) {
	t.Parallel()
	endpoint := awstest.Moto(t)
	moto := cloudwatchlogs.New(cloudwatchlogs.Options{
		Region: "us-east-1", BaseEndpoint: &endpoint,
		Credentials: credentials.NewStaticCredentialsProvider(awstest.AccessKeyID, awstest.SecretAccessKey, ""),
	})
	_, err := moto.CreateLogGroup(t.Context(), &cloudwatchlogs.CreateLogGroupInput{LogGroupName: aws.String(logGroup)})
	require.NoError(t, err)
	_, err = moto.CreateLogStream(t.Context(), &cloudwatchlogs.CreateLogStreamInput{LogGroupName: aws.String(logGroup), LogStreamName: aws.String(logStream)})
	require.NoError(t, err)
	s, f := newServer(t), newFeed(t)
	s.environment = []string{
		"AWS_ENDPOINT_URL_CLOUDWATCH_LOGS=" + endpoint, "AWS_ACCESS_KEY_ID=" + awstest.AccessKeyID, "AWS_SECRET_ACCESS_KEY=" + awstest.SecretAccessKey,
	}
	s.start()
	ctx, cancel := within(t)
	defer cancel()
	_, err = s.api.CreateApplication(ctx, &kinesisanalyticsv2.CreateApplicationInput{
		ApplicationName: aws.String("shown"), RuntimeEnvironment: types.RuntimeEnvironmentFlink120,
		ServiceExecutionRole: aws.String("arn:aws:iam::000000000000:role/e2e"),
		CloudWatchLoggingOptions: []types.CloudWatchLoggingOption{{
			LogStreamARN: aws.String("arn:aws:logs:us-east-1:000000000000:log-group:" + logGroup + ":log-stream:" + logStream),
		}},
		ApplicationConfiguration: &types.ApplicationConfiguration{
			ApplicationCodeConfiguration: &types.ApplicationCodeConfiguration{
				CodeContentType: types.CodeContentTypePlaintext, CodeContent: &types.CodeContent{TextContent: aws.String(shown)},
			},
			FlinkApplicationConfiguration: &types.FlinkApplicationConfiguration{
				MonitoringConfiguration: &types.MonitoringConfiguration{ConfigurationType: types.ConfigurationTypeCustom, LogLevel: types.LogLevelWarn},
			},
			EnvironmentProperties: &types.EnvironmentProperties{
				PropertyGroups: []types.PropertyGroup{{PropertyGroupId: aws.String("e2e"), PropertyMap: f.properties("unused")}},
			},
		},
	})
	require.NoError(t, err)
	s.run("shown")
	_, err = s.api.UpdateApplication(ctx, &kinesisanalyticsv2.UpdateApplicationInput{
		ApplicationName: aws.String("shown"), CurrentApplicationVersionId: aws.Int64(1),
		ApplicationConfigurationUpdate: &types.ApplicationConfigurationUpdate{
			FlinkApplicationConfigurationUpdate: &types.FlinkApplicationConfigurationUpdate{
				MonitoringConfigurationUpdate: &types.MonitoringConfigurationUpdate{
					ConfigurationTypeUpdate: types.ConfigurationTypeCustom, LogLevelUpdate: types.LogLevelInfo,
				},
			},
		},
	})
	require.NoError(t, err)
	s.await("shown", types.ApplicationStatusRunning)
	f.write([]byte("{\"id\":4711}\n"))
	printed := func() []model.LogEvent {
		return telling(s.logged("shown", model.ListApplicationLogEventsRequest{LogSource: new(model.LogSourceSTDOUT)}), "+I[4711]")
	}
	eventually(t, "the row is printed", func() bool { return len(printed()) > 0 })
	s.kill() // what is logged meanwhile is collected by the next one
	f.write([]byte("{\"id\":\"no number\"}\n"))
	s.start()

	var events []model.LogEvent
	all := func() []model.LogEvent {
		events = s.logged("shown", model.ListApplicationLogEventsRequest{LogSource: new(model.LogSourceLOG)})
		return events
	}
	eventually(t, "the failure is told", func() bool { return len(telling(all(), "switched from RUNNING to FAILED.")) > 0 })
	failure := telling(events, "switched from RUNNING to FAILED.")[0]
	require.EqualValues(t, 2, *failure.ApplicationVersionId)
	require.Contains(t, strings.Join(failure.ThrowableInformation, "\n"), "no number")
	require.Empty(t, slices.DeleteFunc(events, func(e model.LogEvent) bool {
		return *e.ApplicationVersionId != 1 || *e.MessageType != model.LogLevelINFO || strings.HasPrefix(*e.Logger, "penstock.controlplane")
	}), "the first version logs warnings only")

	_, err = s.api.StopApplication(ctx, &kinesisanalyticsv2.StopApplicationInput{ApplicationName: aws.String("shown"), Force: aws.Bool(true)})
	require.NoError(t, err)
	s.await("shown", types.ApplicationStatusReady)
	require.Empty(t, s.clusters())
	all()
	for _, text := range []string{"StartApplication began", "StartApplication was successful", "UpdateApplication was successful", "cluster is ready", "StopApplication was successful"} {
		require.Len(t, telling(events, text), 1, text)
	}
	require.NotEmpty(t, printed(), "and again by each attempt: nothing was checkpointed")
	s.requireDelivered(moto, all)
}

// requireDelivered waits until the stream has the log. What was delivered a moment before the control plane was killed may be there twice.
func (s *server) requireDelivered(moto *cloudwatchlogs.Client, all func() []model.LogEvent) {
	s.Helper()
	var want, got []line
	eventually(s, "all events arrive", func() bool {
		out, err := moto.GetLogEvents(s.Context(), &cloudwatchlogs.GetLogEventsInput{
			LogGroupName: aws.String(logGroup), LogStreamName: aws.String(logStream), StartFromHead: aws.Bool(true), Limit: aws.Int32(10_000),
		})
		require.NoError(s, err)
		want, got = nil, nil
		for _, e := range all() {
			// The current version's level is INFO, and nothing was logged below it.
			want = append(want, line{*e.TimestampMillis, *e.Message})
		}
		for _, e := range out.Events {
			var text struct{ Message string }
			require.NoError(s, json.Unmarshal([]byte(*e.Message), &text))
			got = append(got, line{*e.Timestamp, text.Message})
		}
		want, got = once(want), once(got)
		return len(got) >= len(want)
	})
	// CloudWatch Logs gives events in the order of their times, and those of one time as they came.
	slices.SortStableFunc(want, func(a, b line) int { return cmp.Compare(a.at, b.at) })
	require.Equal(s, want, got)
}

// line is an event of a log as it is delivered.
type line struct {
	at      int64
	message string
}

// once is all lines without those that were there before.
func once(all []line) []line {
	seen := make(map[line]bool)
	return slices.DeleteFunc(all, func(l line) bool {
		before := seen[l]
		seen[l] = true
		return before
	})
}
