package kubernetestest

import (
	"context"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/util/retry"
)

var (
	nodes = schema.GroupVersionResource{Version: "v1", Resource: "nodes"}
	pods  = schema.GroupVersionResource{Version: "v1", Resource: "pods"}
)

// Exists tells whether Kubernetes has a pod of a name, also one that is to end.
func Exists(t testing.TB, namespace, pod string) bool {
	t.Helper()
	_, err := Client(t).Resource(pods).Namespace(namespace).Get(t.Context(), pod, metav1.GetOptions{})
	if apierrors.IsNotFound(err) {
		return false
	}
	require.NoError(t, err)
	return true
}

// node is the node as Kubernetes has it.
func node(ctx context.Context, t testing.TB) *unstructured.Unstructured {
	t.Helper()
	list, err := Client(t).Resource(nodes).List(ctx, metav1.ListOptions{})
	require.NoError(t, err)
	require.Len(t, list.Items, 1)
	return &list.Items[0]
}

// NodeReady tells whether Kubernetes takes the node for one that works.
func NodeReady(t testing.TB) bool {
	t.Helper()
	conditions, _, err := unstructured.NestedSlice(node(t.Context(), t).Object, "status", "conditions")
	require.NoError(t, err)
	return slices.ContainsFunc(conditions, func(c any) bool {
		condition, is := c.(map[string]any)
		return is && condition["type"] == "Ready" && condition["status"] == "True"
	})
}

// outOfService is the taint of a node whose machine is certainly off, by the words of Kubernetes.
const outOfService = "node.kubernetes.io/out-of-service"

// OutOfService taints the node as one whose machine is off, or takes that taint away.
func OutOfService(ctx context.Context, t testing.TB, off bool) {
	t.Helper()
	require.NoError(t, retry.RetryOnConflict(retry.DefaultBackoff, func() error {
		n := node(ctx, t)
		taints, _, err := unstructured.NestedSlice(n.Object, "spec", "taints")
		require.NoError(t, err)
		taints = slices.DeleteFunc(taints, func(taint any) bool {
			m, is := taint.(map[string]any)
			return is && m["key"] == outOfService
		})
		if off {
			taints = append(taints, map[string]any{"key": outOfService, "value": "nodeshutdown", "effect": "NoExecute"})
		}
		require.NoError(t, unstructured.SetNestedSlice(n.Object, taints, "spec", "taints"))
		_, err = Client(t).Resource(nodes).Update(ctx, n, metav1.UpdateOptions{})
		return err
	}))
}
