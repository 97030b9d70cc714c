package kubernetes_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/drivertest"
	"github.com/penstock/penstock/runtime/embeddedengine"
	"github.com/penstock/penstock/runtime/kubernetes"
	"github.com/penstock/penstock/runtime/kubernetes/kubernetestest"
)

// account owns the applications of the tests, whose clusters are in the namespace penstock-<account>.
const account = "000000000000"

const endless = `CREATE TABLE s (n BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '10');
	CREATE TABLE d (n BIGINT) WITH ('connector' = 'blackhole');
	INSERT INTO d SELECT n FROM s;`

// installationOf is the name of a test's own installation.
func installationOf(t *testing.T) string {
	return fmt.Sprintf("t%08x", crc(t.Name()))
}

func crc(text string) uint32 {
	var sum uint32 = 2166136261
	for _, b := range []byte(text) {
		sum = (sum ^ uint32(b)) * 16777619
	}
	return sum
}

func optionsOf(t *testing.T) kubernetes.Options {
	t.Helper()
	return kubernetes.Options{
		Config: kubernetestest.Config(t), Installation: installationOf(t), Namespace: "penstock-{account}", CreateNamespaces: true,
		Engines: []driver.Engine{embeddedengine.New(nil, "")}, Image: kubernetestest.Image(t), ImagePullPolicy: corev1.PullNever,
		RequestPercent: 1, LogKeys: drivertest.LogKeys{},
	}
}

func open(t *testing.T, o kubernetes.Options) *kubernetes.Driver {
	t.Helper()
	d, err := kubernetes.New(o)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, d.Close()) })
	return d
}

func newSpec(t *testing.T, id driver.ClusterID) driver.Spec {
	t.Helper()
	durable := t.TempDir()
	return driver.Spec{
		ID: id, ApplicationARN: "arn:aws:kinesisanalytics:us-east-1:" + account + ":application/a", ApplicationName: "a",
		ApplicationVersion: 1, FencingToken: 7, Runtime: "FLINK-1_20", Code: driver.TextCode(endless), LogLevel: "INFO",
		JobID: id.JobID(), Parallelism: 1, MaxParallelism: 128,
		CheckpointsURI: "file://" + filepath.Join(durable, "checkpoints"), SnapshotsURI: "file://" + filepath.Join(durable, "snapshots"),
	}
}

func TestConformance(t *testing.T) {
	t.Parallel()
	kubernetestest.Kubeconfig(t)
	drivertest.Exercise(t, drivertest.Harness{
		New: func(t *testing.T) func() driver.Driver {
			o := optionsOf(t)
			return func() driver.Driver { return open(t, o) }
		},
		Spec: newSpec,
		BreakCode: func(spec driver.Spec) driver.Spec {
			spec.Code = driver.TextCode("SELEC broken")
			return spec
		},
		Kill: func(t *testing.T, _ driver.Driver, handle driver.Handle) {
			kubernetestest.Kill(t, string(handle.ID), "cluster")
		},
		Traces:        traces,
		DieInHandover: dieInHandover,
		Timeout:       2 * time.Minute,
	})
}

// breaking is an engine whose code cannot be read to its end.
type breaking struct{ driver.Engine }

var errDied = errors.New("the control plane died")

func (b breaking) Workload(ctx context.Context, spec driver.Spec) (driver.Workload, error) {
	w, err := b.Engine.Workload(ctx, spec)
	w.Copies = map[string]driver.Code{"code.jar": {Size: 1 << 20, Open: func(context.Context) (io.ReadCloser, error) {
		return io.NopCloser(io.MultiReader(strings.NewReader("half of it"), broken{})), nil
	}}}
	return w, err
}

// withWorkers is an engine whose clusters have workers.
type withWorkers struct{ driver.Engine }

func (e withWorkers) Workload(ctx context.Context, spec driver.Spec) (driver.Workload, error) {
	w, err := e.Engine.Workload(ctx, spec)
	w.Workers = &driver.Workers{Count: 1, HostMebibytes: 64, Args: []string{"taskmanager"}}
	return w, err
}

// nowhere is a template of pods that no node takes.
var nowhere = &corev1.PodTemplateSpec{Spec: corev1.PodSpec{NodeSelector: map[string]string{"penstock.io/nowhere": "true"}}}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errDied }

func dieInHandover(t *testing.T, spec driver.Spec) {
	o := optionsOf(t)
	o.Engines = []driver.Engine{breaking{o.Engines[0]}}
	d := open(t, o)
	require.Eventually(t, func() bool {
		_, err := d.Prepare(t.Context(), spec)
		return errors.Is(err, errDied)
	}, 2*time.Minute, 100*time.Millisecond)
}

// traces are what there is to see of a pod: its processes, its files, what the API server has, and what etcd has of that on disk.
func traces(t *testing.T, handle driver.Handle) map[string][]byte {
	found := map[string][]byte{}
	for command, pid := range kubernetestest.Processes(t, string(handle.ID)) {
		for _, name := range []string{"cmdline", "environ"} {
			content, err := os.ReadFile(fmt.Sprintf("/proc/%d/%s", pid, name))
			require.NoError(t, err)
			found[command+" "+name] = content
		}
		for _, folder := range []string{"work", "tmp", "etc", "identity", "dev/termination-log"} {
			readAll(t, found, fmt.Sprintf("/proc/%d/root/%s", pid, folder))
		}
	}
	require.Contains(t, found, "cluster cmdline")
	client := kubernetestest.Client(t)
	for _, resource := range []string{"pods", "configmaps", "secrets", "services", "serviceaccounts", "events"} {
		list, err := client.Resource(schema.GroupVersionResource{Version: "v1", Resource: resource}).
			Namespace("penstock-"+account).List(t.Context(), metav1.ListOptions{})
		require.NoError(t, err)
		if resource != "events" {
			require.NotEmpty(t, list.Items, resource)
		}
		found[resource], err = list.MarshalJSON()
		require.NoError(t, err)
	}
	readAll(t, found, filepath.Join(os.Getenv(kubernetestest.DirVariable), "etcd"))
	return found
}

func readAll(t *testing.T, found map[string][]byte, root string) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		content, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		found[path] = bytes.Clone(content)
		return err
	})
	require.NoError(t, err)
}
