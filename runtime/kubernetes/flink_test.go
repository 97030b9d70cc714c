package kubernetes_test

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/drivertest"
	"github.com/penstock/penstock/runtime/flink"
	"github.com/penstock/penstock/runtime/flink/flinktest"
	"github.com/penstock/penstock/runtime/kubernetes"
	"github.com/penstock/penstock/runtime/kubernetes/kubernetestest"
)

// flinkImageVariable is an image with Java and Flink, as `penstock image --flink` writes it, loaded onto the node.
const flinkImageVariable = "PENSTOCK_TEST_FLINK_IMAGE"

func TestConformance_flink(t *testing.T) {
	t.Parallel()
	kubernetestest.Kubeconfig(t)
	image := os.Getenv(flinkImageVariable)
	if image == "" {
		t.Skipf("%s names no image: KUBERNETES_FLINK=FLINK-1_20 make test-kubernetes does", flinkImageVariable)
	}
	examples, shared := flinktest.Examples(t), sharedState(t)
	drivertest.Exercise(t, drivertest.Harness{
		New: func(t *testing.T) func() driver.Driver {
			o := optionsOf(t)
			o.Engines = []driver.Engine{flink.New(flink.Options{})}
			o.Images = map[string]string{flink.Name: image}
			o.StateVolume, o.StatePath = hostPath(shared), shared
			return func() driver.Driver { return open(t, o) }
		},
		Spec: func(t *testing.T, id driver.ClusterID) driver.Spec {
			spec := newSpec(t, id)
			spec.CheckpointsURI, spec.SnapshotsURI = "file://"+filepath.Join(shared, string(id), "checkpoints"), "file://"+filepath.Join(shared, string(id), "snapshots")
			spec.Runtime, spec.Code, spec.ParallelismPerKPU = flinktest.Runtime(t), flinktest.Code(t, examples), 1
			spec.RestartDelay = 100 * time.Millisecond
			spec.Properties = flinktest.Running(flinktest.TopSpeedWindowing)
			return spec
		},
		BreakCode: func(spec driver.Spec) driver.Spec {
			spec.Code = driver.Code{Kind: driver.ZipFile, Size: int64(len("no JAR")), Open: func(context.Context) (io.ReadCloser, error) {
				return io.NopCloser(strings.NewReader("no JAR")), nil
			}}
			return spec
		},
		Kill: func(t *testing.T, _ driver.Driver, handle driver.Handle) {
			kubernetestest.Kill(t, string(handle.ID), flink.Command)
		},
		Timeout: 3 * time.Minute, Serial: true,
	})
}

// sharedState is a folder of the node that pods may write to.
func sharedState(t *testing.T) string {
	t.Helper()
	shared := t.TempDir()
	require.NoError(t, os.Chmod(shared, 0o777))
	return shared
}

func hostPath(path string) *corev1.VolumeSource {
	return &corev1.VolumeSource{HostPath: &corev1.HostPathVolumeSource{Path: path, Type: new(corev1.HostPathDirectory)}}
}

// An installation without an image for Flink says so, and makes nothing.
func TestKubernetes_refuses_Flink_without_an_image(t *testing.T) {
	t.Parallel()
	o := optionsOf(t)
	o.Engines = []driver.Engine{flink.New(flink.Options{})}
	o.Images = map[string]string{flink.Name: ""}
	d := open(t, o)
	_, err := d.Prepare(t.Context(), newSpec(t, "ps-without-image-1"))
	reason, terminal := driver.IsTerminal(err)
	require.True(t, terminal, "%v", err)
	require.Contains(t, reason, "--kubernetes-flink-image")
}

// What Kubernetes refuses or cannot do is told with what to do, and repeating goes on where the pod is.
func TestKubernetes_tells_why_a_pod_does_not_come_up(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change   func(*kubernetes.Options)
		terminal bool
		want     string
	}{
		"an image that is not there": {func(o *kubernetes.Options) { o.Image = "penstock/none:1" }, true, "ErrImageNeverPull"},
		"an image of no name":        {func(o *kubernetes.Options) { o.Image = "UPPER//case" }, true, "InvalidImageName"},
		"no namespace":               {func(o *kubernetes.Options) { o.Namespace, o.CreateNamespaces = "nowhere", false }, true, "--kubernetes-create-namespaces"},
		"no room":                    {func(o *kubernetes.Options) { o.RequestPercent = 100 }, false, "Add a node"},
		"no API server":              {func(o *kubernetes.Options) { o.Config.Host = "https://127.0.0.1:1" }, false, "does not answer"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := optionsOf(t)
			c.change(&o)
			d := open(t, o)
			spec := newSpec(t, driver.NewClusterID(t.Name(), 1, 0))
			spec.Parallelism = 64
			t.Cleanup(func() {
				if err := d.Destroy(context.Background(), driver.HandleFor(d.Name(), spec.ID)); err != nil && name != "no API server" {
					t.Error(err)
				}
			})
			var err error
			require.Eventually(t, func() bool {
				_, err = d.Prepare(t.Context(), spec)
				return err != nil && strings.Contains(err.Error(), c.want)
			}, 2*time.Minute, 100*time.Millisecond)
			_, terminal := driver.IsTerminal(err)
			require.Equal(t, c.terminal, terminal, "%v", err)
		})
	}
}
