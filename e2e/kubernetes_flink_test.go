package e2e

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2/types"
	"github.com/stretchr/testify/require"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/flink"
	"github.com/penstock/penstock/runtime/kubernetes/kubernetestest"
)

// flinkImageVariable is an image with Java and Flink, loaded onto the node.
const flinkImageVariable = "PENSTOCK_TEST_FLINK_IMAGE"

// deduplicated writes each number once, which takes an exchange between the TaskManagers and state in them.
const deduplicated = `
	CREATE TABLE source (id BIGINT, p AS PROCTIME()) WITH ('connector' = 'datagen', 'rows-per-second' = '100',
		'fields.id.kind' = 'sequence', 'fields.id.start' = '0', 'fields.id.end' = '1000000');
	CREATE TABLE sink (id BIGINT) WITH ('connector' = 'filesystem', 'format' = 'csv', 'path' = 'file://%s');
	INSERT INTO sink SELECT id FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY id ORDER BY p ASC) AS n FROM source) WHERE n = 1;`

// jvmPatience is how long three JVMs in pods may take to start on a busy machine of two cores.
const jvmPatience = 6 * time.Minute

// flinkOnKubernetes is an application with two TaskManagers, in pods of their own.
type flinkOnKubernetes struct {
	*server
	namespace, out string
}

// pods are the names of those that were not told to end: the JobManager's, and the TaskManagers'.
func (f *flinkOnKubernetes) pods() (manager string, workers []string) {
	f.Helper()
	for _, name := range podNames(f.T, f.namespace) {
		if strings.Contains(name, "-workers-") {
			workers = append(workers, name)
		} else {
			manager = name
		}
	}
	slices.Sort(workers)
	return manager, workers
}

// further waits for rows that were written after something.
func (f *flinkOnKubernetes) further(what string) {
	f.Helper()
	n := len(lines(f.T, f.out))
	eventuallyWithin(f.T, jvmPatience, "rows are written after "+what, func() bool { return len(lines(f.T, f.out)) > n+20 })
}

func (f *flinkOnKubernetes) deletes(pod string, grace int64) {
	f.Helper()
	err := kubernetestest.Client(f.T).Resource(podResource).Namespace(f.namespace).Delete(f.Context(), pod, metav1.DeleteOptions{GracePeriodSeconds: &grace})
	require.NoError(f, err)
}

// replaced waits until TaskManagers run in two pods that are not one that is gone.
func (f *flinkOnKubernetes) replaced(gone string) {
	f.Helper()
	eventuallyWithin(f.T, jvmPatience, "another TaskManager takes the place of "+gone, func() bool {
		_, workers := f.pods()
		for _, w := range workers {
			if kubernetestest.Processes(f.T, w)["TaskManagerMain"] == 0 {
				return false
			}
		}
		return len(workers) == 2 && !slices.Contains(workers, gone)
	})
}

// Everything that can die under a job of Apache Flink with TaskManagers in pods of their own dies: its rows are written once each.
func TestKubernetes_flink(t *testing.T) {
	// Not beside others: components of the node are stopped.
	kubernetestest.Kubeconfig(t)
	image := os.Getenv(flinkImageVariable)
	if image == "" {
		t.Skipf("%s names no image: KUBERNETES_FLINK=FLINK-1_20 make test-kubernetes does", flinkImageVariable)
	}
	s, namespace := onKubernetes(t)
	s.arguments = append(s.arguments, "--kubernetes-flink-image", image)
	f := &flinkOnKubernetes{server: s, namespace: namespace, out: filepath.Join(shortDir(t), "out")}
	s.start()
	f.create("orders")
	f.further("the start")

	manager, workers := f.pods()
	require.Len(t, workers, 2)
	before := kubernetestest.Processes(t, workers[0])["TaskManagerMain"]
	kubernetestest.Kill(t, workers[0], "TaskManagerMain")
	eventuallyWithin(t, jvmPatience, "another JVM takes the place of the TaskManager's", func() bool {
		now := kubernetestest.Processes(t, workers[0])["TaskManagerMain"]
		return now != 0 && now != before
	})
	f.further("the death of a TaskManager")
	f.deletes(workers[0], 30)
	f.replaced(workers[0])
	f.further("a node was drained that had a TaskManager")
	f.deletes(workers[1], 0)
	f.replaced(workers[1])
	f.further("a TaskManager's pod was taken away")

	kubernetestest.Signal(t, "kube-apiserver", syscall.SIGSTOP)
	resume := func() { kubernetestest.Signal(t, "kube-apiserver", syscall.SIGCONT) }
	t.Cleanup(resume)
	f.further("the API server was stopped")
	resume()

	kubernetestest.Kill(t, manager, "JobManagerMain")
	f.further("the death of the JobManager")
	now, _ := f.pods()
	require.Equal(t, manager, now, "another JobManager began in the same pod")
	f.deletes(manager, 30)
	eventuallyWithin(t, jvmPatience, "another cluster takes the place of one whose node was drained", func() bool {
		now, _ = f.pods()
		return now != "" && now != manager
	})
	f.further("the JobManager's node was drained")
	_, err := s.api.StopApplication(t.Context(), &kinesisanalyticsv2.StopApplicationInput{ApplicationName: aws.String("orders")})
	require.NoError(t, err)
	eventuallyWithin(t, jvmPatience, "the application is stopped", func() bool { return s.describe("orders").ApplicationStatus == types.ApplicationStatusReady })
	got := numbers(t, f.out)
	require.Equal(t, slices.Compact(slices.Clone(got)), got, "no row is there twice")
	// Two subtasks count, each every other number, and one may be ahead.
	for n, first := range got {
		if n != first {
			require.Greater(t, n, len(got)*9/10, "a row is missing: %d", n)
			break
		}
	}
	eventuallyWithin(t, jvmPatience, "nothing is left", func() bool { return len(podNames(t, namespace)) == 0 })
}

// create makes the application and starts it.
func (f *flinkOnKubernetes) create(name string) {
	f.Helper()
	ctx, cancel := context.WithTimeout(f.Context(), patience)
	defer cancel()
	text := fmt.Sprintf(deduplicated, f.out)
	_, err := f.api.CreateApplication(ctx, &kinesisanalyticsv2.CreateApplicationInput{
		ApplicationName: &name, RuntimeEnvironment: types.RuntimeEnvironment(os.Getenv("PENSTOCK_TEST_FLINK")),
		ServiceExecutionRole: aws.String("arn:aws:iam::000000000000:role/e2e"),
		ApplicationConfiguration: &types.ApplicationConfiguration{
			ApplicationCodeConfiguration: &types.ApplicationCodeConfiguration{
				CodeContentType: types.CodeContentTypePlaintext, CodeContent: &types.CodeContent{TextContent: &text},
			},
			ApplicationSnapshotConfiguration: &types.ApplicationSnapshotConfiguration{SnapshotsEnabled: aws.Bool(true)},
			FlinkApplicationConfiguration: &types.FlinkApplicationConfiguration{
				CheckpointConfiguration: &types.CheckpointConfiguration{
					ConfigurationType: types.ConfigurationTypeCustom, CheckpointingEnabled: aws.Bool(true),
					CheckpointInterval: aws.Int64(1000), MinPauseBetweenCheckpoints: aws.Int64(0),
				},
				ParallelismConfiguration: &types.ParallelismConfiguration{
					ConfigurationType: types.ConfigurationTypeCustom, Parallelism: aws.Int32(2), ParallelismPerKPU: aws.Int32(1), AutoScalingEnabled: aws.Bool(false),
				},
			},
			EnvironmentProperties: &types.EnvironmentProperties{PropertyGroups: []types.PropertyGroup{{
				PropertyGroupId: aws.String(driver.RunOptions), PropertyMap: map[string]string{driver.EngineOption: flink.Name},
			}}},
		},
	})
	require.NoError(f, err)
	_, err = f.api.StartApplication(ctx, &kinesisanalyticsv2.StartApplicationInput{ApplicationName: &name})
	require.NoError(f, err)
}
