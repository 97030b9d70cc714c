package e2e

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2/types"
	"github.com/stretchr/testify/require"
)

// create makes an application of a script. Checkpoints are frequent, so that there are some within a test.
func (s *server) create(name, script string, properties map[string]string) {
	s.Helper()
	in := &kinesisanalyticsv2.CreateApplicationInput{
		ApplicationName: &name, RuntimeEnvironment: types.RuntimeEnvironmentFlink120,
		ServiceExecutionRole: aws.String("arn:aws:iam::000000000000:role/e2e"),
		ApplicationConfiguration: &types.ApplicationConfiguration{
			ApplicationCodeConfiguration: &types.ApplicationCodeConfiguration{
				CodeContentType: types.CodeContentTypePlaintext, CodeContent: &types.CodeContent{TextContent: &script},
			},
			FlinkApplicationConfiguration: &types.FlinkApplicationConfiguration{
				CheckpointConfiguration: &types.CheckpointConfiguration{
					ConfigurationType: types.ConfigurationTypeCustom, CheckpointingEnabled: aws.Bool(true),
					CheckpointInterval: aws.Int64(100), MinPauseBetweenCheckpoints: aws.Int64(0),
				},
				ParallelismConfiguration: &types.ParallelismConfiguration{
					ConfigurationType: types.ConfigurationTypeCustom, Parallelism: aws.Int32(2), AutoScalingEnabled: aws.Bool(false),
				},
			},
		},
	}
	if properties != nil {
		in.ApplicationConfiguration.EnvironmentProperties = &types.EnvironmentProperties{
			PropertyGroups: []types.PropertyGroup{{PropertyGroupId: aws.String("e2e"), PropertyMap: properties}},
		}
	}
	ctx, cancel := within(s.T)
	defer cancel()
	_, err := s.api.CreateApplication(ctx, in)
	require.NoError(s, err)
}

// run starts an application and waits until it runs.
func (s *server) run(name string) {
	s.Helper()
	ctx, cancel := within(s.T)
	defer cancel()
	_, err := s.api.StartApplication(ctx, &kinesisanalyticsv2.StartApplicationInput{ApplicationName: &name})
	require.NoError(s, err)
	s.await(name, types.ApplicationStatusRunning)
}

func (s *server) describe(name string) *types.ApplicationDetail {
	s.Helper()
	ctx, cancel := within(s.T)
	defer cancel()
	out, err := s.api.DescribeApplication(ctx, &kinesisanalyticsv2.DescribeApplicationInput{ApplicationName: &name})
	require.NoError(s, err)
	return out.ApplicationDetail
}

func (s *server) await(name string, want types.ApplicationStatus) {
	s.Helper()
	eventually(s, name+" becomes "+string(want), func() bool { return s.describe(name).ApplicationStatus == want })
}

// clusters are the pids of the server's clusters that live.
func (s *server) clusters() []int {
	files, err := filepath.Glob(filepath.Join(s.dir, "clusters", "*", "process.json"))
	if err != nil {
		s.Error(err)
	}
	var pids []int
	for _, file := range files {
		data, err := os.ReadFile(file)
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		var process struct{ PID int }
		if err = errors.Join(err, json.Unmarshal(data, &process)); err != nil {
			s.Error(err)
			continue
		}
		if process.PID > 0 && syscall.Kill(process.PID, 0) == nil {
			pids = append(pids, process.PID)
		}
	}
	return pids
}

// newCluster is the pid of the one cluster that was not there before.
func (s *server) newCluster(before []int) (pid int) {
	s.Helper()
	eventually(s, "there is another cluster", func() bool {
		for _, pid = range s.clusters() {
			if !slices.Contains(before, pid) {
				return true
			}
		}
		return false
	})
	return pid
}

// cluster is the pid of the server's one cluster.
func (s *server) cluster() int {
	s.Helper()
	var pids []int
	eventually(s, "there is one cluster", func() bool { pids = s.clusters(); return len(pids) == 1 })
	return pids[0]
}

// propertiesOf is an update to the properties, and a number that makes it differ from others.
func propertiesOf(properties map[string]string, n int) *types.EnvironmentPropertyUpdates {
	properties["n"] = strconv.Itoa(n)
	return &types.EnvironmentPropertyUpdates{PropertyGroups: []types.PropertyGroup{{PropertyGroupId: aws.String("e2e"), PropertyMap: properties}}}
}
