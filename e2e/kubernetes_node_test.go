package e2e

import (
	"context"
	"sync"
	"syscall"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2/types"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/kubernetes/kubernetestest"
)

// withoutNode has the machine of all pods of a namespace lose its power: their processes die, and the kubelet, who could tell of that, is
// silent. It does something once Kubernetes has noticed the silence; then Kubernetes is told that the machine is off, and once it has given
// up the pods the machine comes back.
func withoutNode(t *testing.T, namespace string, meanwhile func()) {
	t.Helper()
	back := sync.OnceFunc(func() { kubernetestest.Signal(t, "kubelet", syscall.SIGCONT) })
	t.Cleanup(back)
	kubernetestest.Signal(t, "kubelet", syscall.SIGSTOP)
	lost := podNames(t, namespace)
	for _, pod := range lost {
		kubernetestest.KillAll(t, pod)
	}
	eventually(t, "Kubernetes notices that the node is silent", func() bool { return !kubernetestest.NodeReady(t) })
	meanwhile()

	inService := sync.OnceFunc(func() { kubernetestest.OutOfService(context.Background(), t, false) })
	t.Cleanup(inService)
	kubernetestest.OutOfService(t.Context(), t, true)
	for _, pod := range lost {
		eventually(t, "Kubernetes gives up pod "+pod, func() bool { return !kubernetestest.Exists(t, namespace, pod) })
	}
	back()
	eventually(t, "the node is back", func() bool { return kubernetestest.NodeReady(t) })
	inService()
}

// A node vanishes. While nobody knows whether its processes still write nothing takes their place; once it is said that its machine is off,
// the job goes on from its checkpoint.
func TestKubernetes_nodeIsGone(t *testing.T) {
	// Not beside others: components of the node are stopped.
	v := newPodVictim(t)
	pod := v.pod()
	withoutNode(t, v.namespace, func() {
		v.feed.add(10)
		require.Equal(t, []string{pod}, podNames(t, v.namespace), "nothing takes the place of what may still run")
		require.Equal(t, types.ApplicationStatusRunning, v.describe("victim").ApplicationStatus)
	})
	v.further("the node came back")
	v.feed.exact(v.out)
	v.stopGracefully("victim")
	eventually(t, "nothing is left", func() bool { return len(podNames(t, v.namespace)) == 0 })
}

// The same with Apache Flink, all of whose pods were on that node.
func TestKubernetes_flink_nodeIsGone(t *testing.T) {
	// Not beside others: components of the node are stopped.
	f := deployFlink(t, inBucketOnKubernetes, map[string]string{})
	manager, _ := f.pods()
	withoutNode(t, f.namespace, func() {
		f.feed.add(10)
		now, _ := f.pods()
		require.Equal(t, manager, now, "nothing takes the place of what may still run")
		require.Equal(t, types.ApplicationStatusRunning, f.describe("orders").ApplicationStatus)
	})
	f.further("the node came back")
	f.stop()
}
