package kubernetes_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"k8s.io/apimachinery/pkg/api/meta"
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
		"a policy": {objects: policy("refused-a-policy", "false"), want: "a policy of Kubernetes does not allow it"},
		"a policy on TaskManagers": {objects: policy("refused-a-policy-on-taskmanagers", "object.metadata.labels['app.kubernetes.io/component'] != 'worker'"),
			change: func(o *kubernetes.Options) { o.Engines = []driver.Engine{withWorkers{o.Engines[0]}} },
			want:   "start a TaskManager: a policy of Kubernetes does not allow it"},
		"a webhook that is away": {objects: awayWebhook("refused-a-webhook-that-is-away"), want: "Ask who keeps that webhook"},
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

// podsMade are the requests by which pods are made, for rules of admission.
const podsMade = "{apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods]}"

// policy lets no pods be made in a namespace that an expression is not true of.
func policy(namespace, expression string) []string {
	return []string{
		fmt.Sprintf(`{apiVersion: admissionregistration.k8s.io/v1, kind: ValidatingAdmissionPolicy, metadata: {name: %s}, spec: {`+
			`failurePolicy: Fail, matchConstraints: {resourceRules: [%s]}, validations: [{expression: %q}]}}`, namespace, podsMade, expression),
		fmt.Sprintf(`{apiVersion: admissionregistration.k8s.io/v1, kind: ValidatingAdmissionPolicyBinding, metadata: {name: %[1]s}, spec: {`+
			`policyName: %[1]s, validationActions: [Deny], matchResources: {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %[1]s}}}}}`, namespace),
	}
}

// awayWebhook has to allow pods of a namespace, and is not there.
func awayWebhook(namespace string) []string {
	return []string{fmt.Sprintf(`{apiVersion: admissionregistration.k8s.io/v1, kind: ValidatingWebhookConfiguration, metadata: {name: %[1]s}, webhooks: [{`+
		`name: away.penstock.io, clientConfig: {url: 'https://127.0.0.1:1/'}, rules: [%[2]s], sideEffects: None, admissionReviewVersions: [v1], `+
		`namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %[1]s}}}]}`, namespace, podsMade)}
}

// makeNamespace makes a namespace with labels and objects, which are gone after the test, and returns when they count.
func makeNamespace(ctx context.Context, t *testing.T, name, labels string, objects []string) {
	t.Helper()
	client := kubernetestest.Client(t)
	given := map[string]string{}
	require.NoError(t, yaml.Unmarshal([]byte(labels), &given))
	space := &unstructured.Unstructured{Object: map[string]any{"apiVersion": "v1", "kind": "Namespace", "metadata": map[string]any{"name": name}}}
	space.SetLabels(given)
	makeGlobal(ctx, t, schema.GroupVersionResource{Version: "v1", Resource: "namespaces"}, space)
	for _, text := range objects {
		var o unstructured.Unstructured
		require.NoError(t, yaml.Unmarshal([]byte(text), &o.Object))
		resource, _ := meta.UnsafeGuessKindToResource(o.GroupVersionKind())
		if resource.Group == "admissionregistration.k8s.io" {
			makeGlobal(ctx, t, resource, &o)
			if o.GetKind() != "ValidatingAdmissionPolicy" { // which counts where it is bound
				require.Eventually(t, func() bool { return refusesWorkers(ctx, t, name) }, 2*time.Minute, 50*time.Millisecond)
			}
			continue
		}
		_, err := client.Resource(resource).Namespace(name).Create(ctx, &o, metav1.CreateOptions{})
		require.NoError(t, err)
		if o.GetKind() != "ResourceQuota" {
			continue
		}
		require.Eventually(t, func() bool {
			now, err := client.Resource(resource).Namespace(name).Get(ctx, o.GetName(), metav1.GetOptions{})
			if err != nil {
				return false
			}
			_, counted, _ := unstructured.NestedMap(now.Object, "status", "hard")
			return counted
		}, 2*time.Minute, 50*time.Millisecond)
	}
}

// makeGlobal makes an object that is in no namespace, and is gone after the test.
func makeGlobal(ctx context.Context, t *testing.T, resource schema.GroupVersionResource, o *unstructured.Unstructured) {
	t.Helper()
	all := kubernetestest.Client(t).Resource(resource)
	_, err := all.Create(ctx, o, metav1.CreateOptions{})
	require.NoError(t, err)
	t.Cleanup(func() {
		if err := all.Delete(context.Background(), o.GetName(), metav1.DeleteOptions{}); err != nil {
			t.Logf("remove %s %s after the test: %v", o.GetKind(), o.GetName(), err)
		}
	})
}

// refusesWorkers tells whether admission lets nobody make the pod of a worker in a namespace.
func refusesWorkers(ctx context.Context, t *testing.T, namespace string) bool {
	t.Helper()
	var pod unstructured.Unstructured
	require.NoError(t, yaml.Unmarshal([]byte(`{apiVersion: v1, kind: Pod, metadata: {name: probe, labels: {app.kubernetes.io/component: worker}},
		spec: {containers: [{name: probe, image: none}]}}`), &pod.Object))
	_, err := kubernetestest.Client(t).Resource(schema.GroupVersionResource{Version: "v1", Resource: "pods"}).Namespace(namespace).
		Create(ctx, &pod, metav1.CreateOptions{DryRun: []string{metav1.DryRunAll}})
	return err != nil && (strings.Contains(err.Error(), "denied request") || strings.Contains(err.Error(), "failed calling webhook"))
}

// The log of a cluster whose pod is only being made is empty so far: it is not at its end.
func TestKubernetes_tells_no_log_before_there_is_a_pod(t *testing.T) {
	t.Parallel()
	o := optionsOf(t)
	o.Namespace, o.CreateNamespaces = "refused-every-pod", false
	ctx, cancel := context.WithTimeout(t.Context(), 4*time.Minute)
	defer cancel()
	makeNamespace(ctx, t, o.Namespace, "", []string{"{apiVersion: v1, kind: ResourceQuota, metadata: {name: q}, spec: {hard: {pods: '0'}}}"})
	d := open(t, o)
	spec := newSpec(t, driver.NewClusterID(t.Name(), 1, 0))
	_, err := d.Prepare(ctx, spec)
	require.ErrorContains(t, err, "Raise its ResourceQuota")
	batch, err := d.Logs(ctx, driver.HandleFor(d.Name(), spec.ID), "", 10)
	require.NoError(t, err)
	require.Equal(t, driver.LogBatch{}, batch)
}
