package kubernetes_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/rest"
	"sigs.k8s.io/yaml"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/kubernetes"
	"github.com/penstock/penstock/runtime/kubernetes/kubernetestest"
)

// What the owner of a namespace, or of Kubernetes, does not allow is told by its name, with what to do. It may be allowed later, so it is
// tried again.
func TestKubernetes_tells_what_is_not_allowed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		namespace string // as YAML
		objects   []string
		change    func(*kubernetes.Options)
		want      string
	}{
		"a quota of memory": {objects: []string{"{apiVersion: v1, kind: ResourceQuota, metadata: {name: q}, spec: {hard: {limits.memory: 1Gi}}}"},
			want: "Raise its ResourceQuota"},
		"a quota of TaskManagers": {objects: []string{"{apiVersion: v1, kind: ResourceQuota, metadata: {name: q}, spec: {hard: {pods: '1'}}}"},
			change: func(o *kubernetes.Options) { o.Engines = []driver.Engine{withWorkers{o.Engines[0]}} },
			want:   "start a TaskManager: the quota of the namespace is used up"},
		"no room for TaskManagers": {
			change: func(o *kubernetes.Options) {
				o.Engines, o.WorkerTemplate = []driver.Engine{withWorkers{o.Engines[0]}}, nowhere
			},
			want: "No node of Kubernetes takes the pod"},
		"a LimitRange": {objects: []string{"{apiVersion: v1, kind: LimitRange, metadata: {name: l}, spec: {limits: [{type: Container, max: {memory: 1Gi}}]}}"},
			want: "Compare its LimitRange"},
		"Pod Security": {namespace: "{pod-security.kubernetes.io/enforce: baseline}",
			change: func(o *kubernetes.Options) { o.StateVolume, o.StatePath = hostPath("/"), "/state" },
			want:   "Compare its Pod Security Standard"},
		"no rights": {change: func(o *kubernetes.Options) {
			o.Config = rest.CopyConfig(o.Config)
			o.Config.Impersonate = rest.ImpersonationConfig{UserName: "nobody"}
		}, want: "Give its account the rights"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := optionsOf(t)
			o.Namespace, o.CreateNamespaces = "refused-"+strings.ToLower(strings.ReplaceAll(name, " ", "-")), false
			ctx, cancel := context.WithTimeout(t.Context(), 4*time.Minute)
			defer cancel()
			makeNamespace(ctx, t, o.Namespace, c.namespace, c.objects)
			if c.change != nil {
				c.change(&o)
			}
			d := open(t, o)
			spec := newSpec(t, driver.NewClusterID(t.Name(), 1, 0))
			var err error
			require.Eventually(t, func() bool {
				_, err = d.Prepare(ctx, spec)
				return err != nil && strings.Contains(err.Error(), c.want)
			}, 4*time.Minute, 100*time.Millisecond)
			_, terminal := driver.IsTerminal(err)
			require.False(t, terminal, "%v", err)
		})
	}
}

// makeNamespace makes a namespace with labels and objects in it, which are gone after the test.
func makeNamespace(ctx context.Context, t *testing.T, name, labels string, objects []string) {
	t.Helper()
	client := kubernetestest.Client(t)
	spaces := client.Resource(schema.GroupVersionResource{Version: "v1", Resource: "namespaces"})
	given := map[string]string{}
	require.NoError(t, yaml.Unmarshal([]byte(labels), &given))
	space := &unstructured.Unstructured{Object: map[string]any{"apiVersion": "v1", "kind": "Namespace", "metadata": map[string]any{"name": name}}}
	space.SetLabels(given)
	_, err := spaces.Create(ctx, space, metav1.CreateOptions{})
	require.NoError(t, err)
	t.Cleanup(func() {
		if err := spaces.Delete(context.Background(), name, metav1.DeleteOptions{}); err != nil {
			t.Logf("remove the namespace after the test: %v", err)
		}
	})
	for _, text := range objects {
		var o unstructured.Unstructured
		require.NoError(t, yaml.Unmarshal([]byte(text), &o.Object))
		resource := schema.GroupVersionResource{Version: "v1", Resource: strings.ToLower(o.GetKind()) + "s"}
		_, err := client.Resource(resource).Namespace(name).Create(ctx, &o, metav1.CreateOptions{})
		require.NoError(t, err)
		if o.GetKind() != "ResourceQuota" {
			continue
		}
		require.Eventually(t, func() bool { // only then it counts
			now, err := client.Resource(resource).Namespace(name).Get(ctx, o.GetName(), metav1.GetOptions{})
			_, counted, _ := unstructured.NestedMap(now.Object, "status", "hard")
			return err == nil && counted
		}, 2*time.Minute, 50*time.Millisecond)
	}
}
