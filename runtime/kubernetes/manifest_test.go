package kubernetes

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/validation"
	"k8s.io/client-go/rest"
	"pgregory.net/rapid"
	"sigs.k8s.io/yaml"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/drivertest"
)

var rewrite = flag.Bool("rewrite", false, "write the manifests in testdata anew")

func newDriver(t *testing.T, change func(*Options)) *Driver {
	t.Helper()
	o := Options{
		Config: &rest.Config{Host: "https://127.0.0.1:1"}, Installation: "installation", Namespace: "penstock-{account}",
		Image: "penstock/penstock:v1", LogKeys: drivertest.LogKeys{},
	}
	if change != nil {
		change(&o)
	}
	require.NoError(t, o.complete())
	return &Driver{o: o}
}

func orders() (*record, driver.Spec) {
	const arn = "arn:aws:kinesisanalytics:us-east-1:123456789012:application/Orders.v1"
	return &record{id: "ps-0123456789abcdef0123-1-0", namespace: "penstock-123456789012", uid: "the-uid", arn: arn, fencing: 7, build: "embedded v1"},
		driver.Spec{ID: "ps-0123456789abcdef0123-1-0", ApplicationARN: arn, ApplicationName: "Orders.v1", Parallelism: 5, ParallelismPerKPU: 2}
}

// The manifests are what Kubernetes is told: whoever changes them reads the difference in testdata.
func TestManifests(t *testing.T) {
	t.Parallel()
	r, spec := orders()
	plain := newDriver(t, nil)
	var template corev1.PodTemplateSpec
	require.NoError(t, yaml.UnmarshalStrict([]byte(`
metadata:
  annotations: {cluster-autoscaler.kubernetes.io/safe-to-evict: "false"}
  labels: {team: sales, app.kubernetes.io/managed-by: somebody}
spec:
  restartPolicy: Always
  nodeSelector: {karpenter.sh/capacity-type: spot}
  serviceAccountName: with-rights
  containers:
  - name: cluster
    env: [{name: AWS_REGION, value: eu-west-1}]
    resources: {limits: {memory: 64Gi}}
  - name: proxy
    image: proxy
`), &template))
	merged := newDriver(t, func(o *Options) {
		o.Template, o.StatePath = &template, "/data/applications"
		o.WorkerTemplate = &corev1.PodTemplateSpec{Spec: corev1.PodSpec{Tolerations: []corev1.Toleration{{Key: "spot", Operator: corev1.TolerationOpExists}}}}
		o.StateVolume = &corev1.VolumeSource{PersistentVolumeClaim: &corev1.PersistentVolumeClaimVolumeSource{ClaimName: "state"}}
	})
	embedded := cluster{record: r, spec: spec, engine: "embedded", image: "penstock/penstock:v1"}
	flink := cluster{record: r, spec: spec, engine: flinkEngine, image: "penstock/flink:v1", workload: driver.Workload{
		Sealed: true, Workers: &driver.Workers{Count: 3, HostMebibytes: 2560, Args: []string{"taskmanager"}},
	}}
	pod := func(d *Driver, c cluster) runtime.Object {
		p, err := d.podManifest(c)
		require.NoError(t, err)
		return p
	}
	workers := func(d *Driver) runtime.Object {
		w, err := d.workersManifest(flink, "10.0.0.7")
		require.NoError(t, err)
		return w
	}
	identity, err := plain.identity(r.id)
	require.NoError(t, err)
	for name, object := range map[string]runtime.Object{
		"pod": pod(plain, embedded), "pod-with-template": pod(merged, embedded), "pod-flink": pod(plain, flink),
		"workers": workers(plain), "workers-with-templates": workers(merged), "workers-secret": plain.workerSecretManifest(r, spec.ApplicationName, identity),
		"workers-budget": plain.workerBudgetManifest(r, spec.ApplicationName), "record": plain.recordManifest(r, spec.ApplicationName),
		"service": plain.serviceManifest(r, spec.ApplicationName), "network-policy": plain.networkPolicyManifest(r, spec.ApplicationName),
		"service-account": plain.serviceAccountManifest(r, spec.ApplicationName), "secret": plain.secretManifest(r, spec.ApplicationName, identity),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u, err := toUnstructured(object)
			require.NoError(t, err)
			got, err := yaml.Marshal(u.Object)
			require.NoError(t, err)
			file := filepath.Join("testdata", name+".yaml")
			if *rewrite {
				require.NoError(t, os.WriteFile(file, got, 0o644))
			}
			want, err := os.ReadFile(file)
			require.NoError(t, err)
			require.Equal(t, string(want), string(got))
		})
	}
}

func TestNamespace_is_a_name_that_Kubernetes_takes(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringMatching(`[a-zA-Z0-9_.-]{1,128}`).Draw(t, "name")
		d := &Driver{o: Options{Namespace: rapid.SampledFrom([]string{"penstock", "ps-{account}-{application}", "{application}"}).Draw(t, "rule")}}
		got := d.namespace("arn:aws:kinesisanalytics:us-east-1:123456789012:application/" + name)
		require.Empty(t, validation.IsDNS1123Label(got), "%s", got)
		require.Empty(t, validation.IsValidLabelValue(label(name)))
		require.NotEmpty(t, label(name))
	})
	d := &Driver{o: Options{Namespace: "ps-{application}"}}
	const arn = "arn:aws:kinesisanalytics:us-east-1:123456789012:application/"
	require.Equal(t, "ps-orders", d.namespace(arn+"orders"))
	require.NotEqual(t, d.namespace(arn+"a_b"), d.namespace(arn+"a.b"), "names that differ stay apart")
	require.NotEqual(t, d.namespace(arn+strings.Repeat("a", 100)+"1"), d.namespace(arn+strings.Repeat("a", 100)+"2"))
}

func TestOptions_refuse_what_cannot_be(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*Options){
		"no API server":         func(o *Options) { o.Config = nil },
		"an unknown part":       func(o *Options) { o.Namespace = "ps-{region}" },
		"no namespace":          func(o *Options) { o.Namespace = "Penstock!" },
		"no installation":       func(o *Options) { o.Installation = "" },
		"more than a whole KPU": func(o *Options) { o.RequestPercent = 101 },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := Options{Config: &rest.Config{}, Installation: "i", Namespace: "penstock", LogKeys: drivertest.LogKeys{}}
			require.NoError(t, o.complete())
			change(&o)
			require.Error(t, o.complete())
		})
	}
}

func TestTrouble_says_what_to_do(t *testing.T) {
	t.Parallel()
	d := newDriver(t, nil)
	waiting := func(reason, message string) *corev1.Pod {
		return &corev1.Pod{Status: corev1.PodStatus{ContainerStatuses: []corev1.ContainerStatus{{
			Name: containerName, Image: "i:1", State: corev1.ContainerState{Waiting: &corev1.ContainerStateWaiting{Reason: reason, Message: message}},
		}}}}
	}
	require.Nil(t, d.troubleOf(waiting("ContainerCreating", "")))
	for name, c := range map[string]struct {
		pod      *corev1.Pod
		age      time.Duration
		terminal bool
		want     string
	}{
		"an image that is not to be pulled": {waiting("ErrImageNeverPull", "not present"), 0, true, "Load the image onto the nodes"},
		"an image that cannot be pulled":    {waiting("ErrImagePull", "dial tcp: no route"), 0, false, "dial tcp: no route. Check its name"},
		"for too long":                      {waiting("ImagePullBackOff", "Back-off"), time.Hour, true, "i:1 cannot be pulled"},
		"no room": {&corev1.Pod{Status: corev1.PodStatus{Conditions: []corev1.PodCondition{{
			Type: corev1.PodScheduled, Status: corev1.ConditionFalse, Reason: corev1.PodReasonUnschedulable, Message: "0/1 nodes are available: 1 Insufficient cpu",
		}}}}, time.Minute, false, "Insufficient cpu. Add a node"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := d.troubleOf(c.pod).err(c.age)
			_, terminal := driver.IsTerminal(err)
			require.Equal(t, c.terminal, terminal)
			require.ErrorContains(t, err, c.want)
		})
	}
}

func TestExitOf(t *testing.T) {
	t.Parallel()
	ended := func(e corev1.ContainerStateTerminated) *corev1.Pod {
		return &corev1.Pod{Status: corev1.PodStatus{Phase: corev1.PodFailed, ContainerStatuses: []corev1.ContainerStatus{{
			Name: containerName, State: corev1.ContainerState{Terminated: &e},
		}}}}
	}
	require.Nil(t, exitOf(&corev1.Pod{Status: corev1.PodStatus{Phase: corev1.PodRunning}}))
	require.Contains(t, exitOf(ended(corev1.ContainerStateTerminated{Reason: "OOMKilled", ExitCode: 137})).Reason, "more memory than its limit")
	require.Contains(t, exitOf(ended(corev1.ContainerStateTerminated{Reason: "Error", ExitCode: 2, Message: "panic: x"})).Reason, "panic: x")
	require.Equal(t, 2, exitOf(ended(corev1.ContainerStateTerminated{Reason: "Error", ExitCode: 2})).Code)
	evicted := exitOf(&corev1.Pod{Status: corev1.PodStatus{Phase: corev1.PodFailed, Reason: "Evicted", Message: "The node was low on resource: memory."}})
	require.Equal(t, "The pod was ended by Kubernetes (Evicted): The node was low on resource: memory.", evicted.Reason)
}
