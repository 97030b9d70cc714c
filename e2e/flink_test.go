package e2e

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2/types"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/flink/flinktest"
)

// The classes that the JVMs of a cluster begin with.
const (
	jobManager  = "io.penstock.flink.JobManagerMain"
	taskManager = "io.penstock.flink.TaskManagerMain"
)

// runOnFlink makes an application that runs on Apache Flink and starts it.
func (s *server) runOnFlink(name string, code *types.ApplicationCodeConfiguration, options map[string]string) {
	s.Helper()
	s.runOn(flinktest.Runtime(s), name, code, map[string]map[string]string{driver.RunOptions: options})
}

// runOn makes an application of a runtime, with runtime properties, and starts it.
func (s *server) runOn(runtime, name string, code *types.ApplicationCodeConfiguration, properties map[string]map[string]string) {
	s.Helper()
	ctx, cancel := within(s.T)
	defer cancel()
	groups := []types.PropertyGroup{}
	for id, group := range properties {
		groups = append(groups, types.PropertyGroup{PropertyGroupId: &id, PropertyMap: group})
	}
	_, err := s.api.CreateApplication(ctx, &kinesisanalyticsv2.CreateApplicationInput{
		ApplicationName: &name, RuntimeEnvironment: types.RuntimeEnvironment(runtime),
		ServiceExecutionRole: aws.String("arn:aws:iam::000000000000:role/e2e"),
		ApplicationConfiguration: &types.ApplicationConfiguration{
			ApplicationCodeConfiguration:     code,
			ApplicationSnapshotConfiguration: &types.ApplicationSnapshotConfiguration{SnapshotsEnabled: aws.Bool(true)},
			FlinkApplicationConfiguration: &types.FlinkApplicationConfiguration{
				CheckpointConfiguration: &types.CheckpointConfiguration{
					ConfigurationType: types.ConfigurationTypeCustom, CheckpointingEnabled: aws.Bool(true),
					CheckpointInterval: aws.Int64(200), MinPauseBetweenCheckpoints: aws.Int64(0),
				},
			},
			EnvironmentProperties: &types.EnvironmentProperties{PropertyGroups: groups},
		},
	})
	require.NoError(s, err)
	s.run(name)
}

// reconfigure changes a runtime property of the program, which makes another version.
func (s *server) reconfigure(name, value string) (operationID string) {
	s.Helper()
	groups := s.describe(name).ApplicationConfigurationDescription.EnvironmentPropertyDescriptions.PropertyGroupDescriptions
	groups = append(groups, types.PropertyGroup{PropertyGroupId: aws.String("e2e"), PropertyMap: map[string]string{"key": value}})
	return s.change(name, &types.ApplicationConfigurationUpdate{
		EnvironmentPropertyUpdates: &types.EnvironmentPropertyUpdates{PropertyGroups: groups},
	}, nil)
}

// jvms are the pids of the server's JVMs that begin with a class.
func (s *server) jvms(class string) (pids []int) {
	s.Helper()
	files, err := filepath.Glob("/proc/[0-9]*/cmdline")
	require.NoError(s, err)
	for _, file := range files {
		line, err := os.ReadFile(file)
		if err != nil || !bytes.Contains(line, []byte(class)) || !bytes.Contains(line, []byte(s.dir+"/")) || bytes.Contains(line, []byte("flink-exec")) {
			continue
		}
		pid, err := strconv.Atoi(filepath.Base(filepath.Dir(file)))
		require.NoError(s, err)
		pids = append(pids, pid)
	}
	return pids
}

// killsJVM ends the one JVM that begins with a class, and waits for the one that takes its place.
func (s *server) killsJVM(class string) {
	s.Helper()
	before := s.jvms(class)
	require.Len(s, before, 1)
	require.NoError(s, syscall.Kill(before[0], syscall.SIGKILL))
	eventually(s, "another "+class+" takes its place", func() bool {
		now := s.jvms(class)
		return len(now) == 1 && now[0] != before[0]
	})
}

func TestFlink_exactlyOnce(t *testing.T) {
	t.Parallel()
	flinktest.Engine(t)
	s := newServer(t)
	s.start()
	out := filepath.Join(s.dir, "out")
	script := fmt.Sprintf(`
		CREATE TABLE source (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '100',
			'fields.id.kind' = 'sequence', 'fields.id.start' = '0', 'fields.id.end' = '1000000');
		CREATE TABLE sink (id BIGINT) WITH ('connector' = 'filesystem', 'format' = 'csv', 'path' = 'file://%s');
		INSERT INTO sink SELECT id FROM source;`, out)
	s.runOnFlink("orders", &types.ApplicationCodeConfiguration{
		CodeContentType: types.CodeContentTypePlaintext, CodeContent: &types.CodeContent{TextContent: &script},
	}, map[string]string{driver.EngineOption: "flink"})
	further := func(what string) {
		t.Helper()
		n := len(lines(t, out))
		eventually(t, "rows are written after "+what, func() bool { return len(lines(t, out)) > n+20 })
	}
	further("the start")
	s.killsJVM(taskManager)
	further("the death of a TaskManager")
	s.killsJVM(jobManager)
	further("the death of the JobManager")
	keeper := s.cluster()
	require.NoError(t, syscall.Kill(keeper, syscall.SIGKILL))
	eventually(t, "another cluster takes the place of the one that died", func() bool {
		pids := s.clusters()
		return len(pids) == 1 && pids[0] != keeper
	})
	further("the death of the cluster")
	require.Equal(t, types.OperationStatusSuccessful, s.outcome("orders", s.reconfigure("orders", "n")).OperationStatus)
	further("an update")
	s.stopGracefully("orders")
	got := numbers(t, out)
	require.Equal(t, sequence(0, len(got)), got, "each row once, and none left out")
}

func TestFlink_jar(t *testing.T) {
	t.Parallel()
	flinktest.Engine(t)
	content, err := os.ReadFile(flinktest.Examples(t))
	require.NoError(t, err)
	s := newServer(t)
	s.start()
	s.runOnFlink("machines", &types.ApplicationCodeConfiguration{
		CodeContentType: types.CodeContentTypeZipfile, CodeContent: &types.CodeContent{ZipFileContent: content},
	}, map[string]string{driver.MainClassOption: flinktest.StateMachine})
	ctx, cancel := within(t)
	defer cancel()
	_, err = s.api.CreateApplicationSnapshot(ctx, &kinesisanalyticsv2.CreateApplicationSnapshotInput{
		ApplicationName: aws.String("machines"), SnapshotName: aws.String("first"),
	})
	require.NoError(t, err)
	eventually(t, "the snapshot is ready", func() bool {
		ctx, cancel := within(t)
		defer cancel()
		out, err := s.api.DescribeApplicationSnapshot(ctx, &kinesisanalyticsv2.DescribeApplicationSnapshotInput{
			ApplicationName: aws.String("machines"), SnapshotName: aws.String("first"),
		})
		require.NoError(t, err)
		return out.SnapshotDetails.SnapshotStatus == types.SnapshotStatusReady
	})
	require.Equal(t, types.OperationStatusSuccessful, s.outcome("machines", s.reconfigure("machines", "n")).OperationStatus)
	s.rollBack("machines")
	s.await("machines", types.ApplicationStatusRunning)
	s.stopGracefully("machines")
	s.run("machines")
	eventually(t, "the log tells of state that was restored", func() bool { return s.says("machines", "from savepoint ") })
}
