package e2e

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2/types"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/flinkrest"
)

// A job whose input ends brings its application back to READY, with everything written.
func TestBoundedJob(t *testing.T) {
	t.Parallel()
	s, f, out := newServer(t), newFeed(t), filepath.Join(shortDir(t), "out")
	f.add(100)
	f.end()
	s.start()
	bounded := strings.ReplaceAll(script, ", 'source.monitor-interval' = '50ms'", "")
	require.NotEqual(t, script, bounded)
	s.create("bounded", bounded, f.properties(out))
	ctx, cancel := within(t)
	defer cancel()
	_, err := s.api.StartApplication(ctx, &kinesisanalyticsv2.StartApplicationInput{ApplicationName: aws.String("bounded")})
	require.NoError(t, err)
	s.await("bounded", types.ApplicationStatusReady)
	require.Len(t, lines(t, filepath.Join(out, "copies")), f.next)
	require.Len(t, lines(t, filepath.Join(out, "counts")), f.windows()+1, "the end of input completes the last window too")
	eventually(t, "the cluster is gone", func() bool { return len(s.clusters()) == 0 })
}

// Code that is wrong is refused where it is sent, with its place, and nothing of it is kept.
func TestWrongCode(t *testing.T) {
	t.Parallel()
	s, f := newServer(t), newFeed(t)
	s.start()
	ctx, cancel := within(t)
	defer cancel()
	for text, want := range map[string]string{
		"CREATE TABLE a (x INT) WITH ('connector' = 'print');\nINSERT INTO a SELEC 1": "line 2, column 15",
		strings.Replace(script, "SELECT id, k FROM", "SELECT id, nope FROM", 1):       "line 9, column 31",
		"CREATE TABLE a (x INT) WITH ('connector' = 'print')":                         "no INSERT INTO",
	} {
		_, err := s.api.CreateApplication(ctx, &kinesisanalyticsv2.CreateApplicationInput{
			ApplicationName: aws.String("wrong"), RuntimeEnvironment: types.RuntimeEnvironmentFlink120,
			ServiceExecutionRole: aws.String("arn:aws:iam::000000000000:role/e2e"),
			ApplicationConfiguration: &types.ApplicationConfiguration{
				ApplicationCodeConfiguration: &types.ApplicationCodeConfiguration{
					CodeContentType: types.CodeContentTypePlaintext, CodeContent: &types.CodeContent{TextContent: &text},
				},
				EnvironmentProperties: &types.EnvironmentProperties{PropertyGroups: []types.PropertyGroup{
					{PropertyGroupId: aws.String("e2e"), PropertyMap: f.properties("/nowhere")},
				}},
			},
		})
		var refused *types.CodeValidationException
		require.ErrorAs(t, err, &refused)
		require.ErrorContains(t, err, want)
	}
	listed, err := s.api.ListApplications(ctx, &kinesisanalyticsv2.ListApplicationsInput{})
	require.NoError(t, err)
	require.Empty(t, listed.ApplicationSummaries)
}

// A job that throws restarts from its checkpoint and says how often; its application is RUNNING all the while.
func TestFailingJobRestarts(t *testing.T) {
	t.Parallel()
	s, f, out := newServer(t), newFeed(t), filepath.Join(shortDir(t), "out")
	s.start()
	s.create("failing", strings.Replace(script, "SELECT id, k FROM events;", "SELECT id + 0 / CHAR_LENGTH(k), k FROM events;", 1), f.properties(out))
	f.add(5)
	s.run("failing")
	eventually(t, "output", func() bool { return len(lines(t, filepath.Join(out, "copies"))) == 5 })
	f.write([]byte(`{"id":5,"k":"","ts":"2024-03-01 00:00:05"}` + "\n"))
	eventually(t, "the failure is told", func() bool {
		exceptions := s.exceptions()
		return len(exceptions) > 0 && strings.Contains(exceptions[0].Message(), "by zero")
	})
	require.Equal(t, types.ApplicationStatusRunning, s.describe("failing").ApplicationStatus)
	require.Len(t, lines(t, filepath.Join(out, "copies")), 5, "nothing of what failed is visible")
}

// askJob asks the server's one cluster, over its REST API, about its job.
func askJob[T any](s *server, ask func(client *flinkrest.Client, job string) (T, error)) T {
	s.Helper()
	sockets, err := filepath.Glob(filepath.Join(s.dir, "clusters", "*", "rest.sock"))
	require.NoError(s, err)
	require.Len(s, sockets, 1)
	client := flinkrest.New(driver.Endpoint{Network: "unix", Address: sockets[0], BaseURL: "http://localhost"})
	defer client.Close()
	jobs, err := client.Jobs(s.Context())
	require.NoError(s, err)
	require.Len(s, jobs, 1)
	told, err := ask(client, jobs[0].ID)
	require.NoError(s, err)
	return told
}

// exceptions are why the job of the server's one cluster failed.
func (s *server) exceptions() []flinkrest.Exception {
	s.Helper()
	return askJob(s, func(client *flinkrest.Client, job string) ([]flinkrest.Exception, error) {
		return client.Exceptions(s.Context(), job)
	})
}
