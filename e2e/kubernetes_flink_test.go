package e2e

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2/types"
	"github.com/stretchr/testify/require"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	k8stypes "k8s.io/apimachinery/pkg/types"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/flink"
	"github.com/penstock/penstock/runtime/kubernetes/kubernetestest"
)

// flinkImageVariable is an image with Java and Flink, loaded onto the node.
const flinkImageVariable = "PENSTOCK_TEST_FLINK_IMAGE"

// deduplicated writes each event once, which takes an exchange between the TaskManagers and state in them.
const deduplicated = `
	CREATE TABLE events (id BIGINT, p AS PROCTIME()) WITH ('connector' = 'filesystem', 'path' = '${e2e:input}', 'format' = 'json',
		'source.monitor-interval' = '50ms');
	CREATE TABLE copies (id BIGINT) WITH ('connector' = 'filesystem', 'path' = '${e2e:output}/copies', 'format' = 'csv');
	INSERT INTO copies SELECT id FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY id ORDER BY p ASC) AS n FROM events) WHERE n = 1;`

// jvmPatience is how long three JVMs in pods may take to start on a busy machine of two cores.
const jvmPatience = 6 * time.Minute

// flinkOnKubernetes is an application with two TaskManagers, in pods of their own.
type flinkOnKubernetes struct {
	*server
	namespace, out string
	feed           *feed
}

// inVolume is onKubernetes with state in a volume.
func inVolume(t *testing.T) (*server, string) { return onKubernetes(t) }

// serveFlink is a server whose clusters on Apache Flink are pods. It is started.
func serveFlink(t *testing.T, open func(*testing.T) (*server, string)) (s *server, namespace string) {
	t.Helper()
	kubernetestest.Kubeconfig(t)
	image := os.Getenv(flinkImageVariable)
	if image == "" {
		t.Skipf("%s names no image: KUBERNETES_FLINK=FLINK-1_20 make test-kubernetes does", flinkImageVariable)
	}
	s, namespace = open(t)
	s.arguments = append(s.arguments, "--kubernetes-flink-image", image)
	s.start()
	return s, namespace
}

// deployFlink makes a server run the application "orders" on Apache Flink, by run options.
func deployFlink(t *testing.T, open func(*testing.T) (*server, string), options map[string]string) *flinkOnKubernetes {
	t.Helper()
	s, namespace := serveFlink(t, open)
	f := &flinkOnKubernetes{server: s, namespace: namespace, out: filepath.Join(shortDir(t), "out"), feed: newFeed(t)}
	options[driver.EngineOption] = flink.Name
	f.create("orders", options)
	f.further("the start")
	return f
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

// further has the job process further rows, and waits until they are written, once each.
func (f *flinkOnKubernetes) further(what string) {
	f.Helper()
	f.feed.add(10)
	f.writes(what)
}

// writes waits until all rows are written, once each.
func (f *flinkOnKubernetes) writes(what string) {
	f.Helper()
	copies := filepath.Join(f.out, "copies")
	eventuallyWithin(f.T, jvmPatience, "rows are written after "+what, func() bool { return len(lines(f.T, copies)) >= f.feed.next })
	require.Equal(f, sequence(0, f.feed.next), numbers(f.T, copies), what)
	f.Logf("%s: %d rows are written once each after %s", time.Now().UTC().Format(time.TimeOnly), f.feed.next, what)
}

func (f *flinkOnKubernetes) deletes(pod string, grace int64) {
	f.Helper()
	err := kubernetestest.Client(f.T).Resource(podResource).Namespace(f.namespace).Delete(f.Context(), pod, metav1.DeleteOptions{GracePeriodSeconds: &grace})
	require.NoError(f, err)
}

// work tells whether there is a number of pods of TaskManagers, each with its JVM.
func (f *flinkOnKubernetes) work(n int) bool {
	f.Helper()
	_, workers := f.pods()
	for _, w := range workers {
		if kubernetestest.Processes(f.T, w)["TaskManagerMain"] == 0 {
			return false
		}
	}
	return len(workers) == n
}

// replaced waits until TaskManagers run in two pods that are none of some that are gone.
func (f *flinkOnKubernetes) replaced(gone ...string) {
	f.Helper()
	eventuallyWithin(f.T, jvmPatience, fmt.Sprintf("other TaskManagers take the places of %v", gone), func() bool {
		_, workers := f.pods()
		return f.work(2) && !slices.ContainsFunc(workers, func(w string) bool { return slices.Contains(gone, w) })
	})
}

// The TaskManagers of a job of Apache Flink die in pods of their own, and with their node: its rows are written once each.
func TestKubernetes_flink_taskManagers(t *testing.T) {
	// Not beside others: components of the node are stopped.
	f := deployFlink(t, inVolume, map[string]string{})
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

	_, workers = f.pods()
	withoutKubelet(t, func() {
		f.further("the kubelet was stopped")
		eventually(t, "Kubernetes gives up the TaskManagers of the node", func() bool {
			_, now := f.pods()
			return !slices.Contains(now, workers[0]) && !slices.Contains(now, workers[1])
		})
		f.further("Kubernetes gave up the TaskManagers of the node")
	})
	f.replaced(workers...)
	f.further("the node came back")
	now, _ := f.pods()
	require.Equal(t, manager, now, "the JobManager stayed")
	f.stop()
}

// The JobManager of a job of Apache Flink dies, also with its pod, and the API server is away for a minute: its rows are written once each.
// Its state is in a bucket.
func TestKubernetes_flink_jobManager(t *testing.T) {
	// Not beside others: components of the node are stopped.
	f := deployFlink(t, inBucketOnKubernetes, map[string]string{})
	manager, workers := f.pods()
	require.Len(t, workers, 2)
	killed := false
	withoutAPIServer(t, func() {
		f.further("the API server was stopped")
		if !killed {
			kubernetestest.Kill(t, workers[1], "TaskManagerMain")
			killed = true
		}
	})
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
	f.stop()
	f.run("orders")
	f.further("the start from the snapshot")
	f.stop()
}

// A job with the adaptive scheduler goes on with as many TaskManagers as there are, also when its JobManager dies meanwhile.
func TestKubernetes_flink_scales(t *testing.T) {
	t.Parallel()
	f := deployFlink(t, inVolume, map[string]string{driver.SchedulerOption: driver.AdaptiveScheduler})
	f.scales(1)
	f.further("a TaskManager was taken away")
	manager, _ := f.pods()
	kubernetestest.Kill(t, manager, "JobManagerMain")
	f.further("the death of the JobManager")
	f.scales(2)
	f.further("a TaskManager was added")
	f.stop()
}

// scales has Kubernetes run another number of TaskManagers, as kubectl scale does, and waits until it does and the others are gone.
func (f *flinkOnKubernetes) scales(n int) {
	f.Helper()
	client, ctx := kubernetestest.Client(f.T), f.Context()
	sets := client.Resource(schema.GroupVersionResource{Group: "apps", Version: "v1", Resource: "replicasets"}).Namespace(f.namespace)
	manager, _ := f.pods()
	_, err := sets.Patch(ctx, manager+"-workers", k8stypes.MergePatchType, fmt.Appendf(nil, `{"spec": {"replicas": %d}}`, n), metav1.PatchOptions{}, "scale")
	require.NoError(f, err)
	eventuallyWithin(f.T, jvmPatience, "there are as many TaskManagers as are to be", func() bool {
		list, err := client.Resource(podResource).Namespace(f.namespace).List(ctx, metav1.ListOptions{})
		require.NoError(f, err)
		return len(list.Items) == 1+n && f.work(n)
	})
}

// stop stops the application with a snapshot, and nothing of it is left.
func (f *flinkOnKubernetes) stop() {
	f.Helper()
	_, err := f.api.StopApplication(f.Context(), &kinesisanalyticsv2.StopApplicationInput{ApplicationName: aws.String("orders")})
	require.NoError(f, err)
	eventuallyWithin(f.T, jvmPatience, "the application is stopped", func() bool { return f.describe("orders").ApplicationStatus == types.ApplicationStatusReady })
	f.writes("it was stopped")
	eventuallyWithin(f.T, jvmPatience, "nothing is left", func() bool { return len(podNames(f.T, f.namespace)) == 0 })
}

// create makes the application and starts it.
func (f *flinkOnKubernetes) create(name string, options map[string]string) {
	f.Helper()
	ctx, cancel := context.WithTimeout(f.Context(), patience)
	defer cancel()
	_, err := f.api.CreateApplication(ctx, &kinesisanalyticsv2.CreateApplicationInput{
		ApplicationName: &name, RuntimeEnvironment: types.RuntimeEnvironment(os.Getenv("PENSTOCK_TEST_FLINK")),
		ServiceExecutionRole: aws.String("arn:aws:iam::000000000000:role/e2e"),
		ApplicationConfiguration: &types.ApplicationConfiguration{
			ApplicationCodeConfiguration: &types.ApplicationCodeConfiguration{
				CodeContentType: types.CodeContentTypePlaintext, CodeContent: &types.CodeContent{TextContent: aws.String(deduplicated)},
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
			EnvironmentProperties: &types.EnvironmentProperties{PropertyGroups: []types.PropertyGroup{
				{PropertyGroupId: aws.String(driver.RunOptions), PropertyMap: options},
				{PropertyGroupId: aws.String("e2e"), PropertyMap: f.feed.properties(f.out)},
			}},
		},
	})
	require.NoError(f, err)
	f.run(name)
}
