package e2e

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2/types"
	"github.com/stretchr/testify/require"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"sigs.k8s.io/yaml"

	"github.com/penstock/penstock/runtime/kubernetes/kubernetestest"
)

// podTemplate lets pods see the folders of the tests, as who made those.
const podTemplate = `
spec:
  securityContext: {runAsNonRoot: false, runAsUser: 0, runAsGroup: 0, fsGroup: 0}
  volumes: [{name: workshop, hostPath: {path: %[1]q}}]
  containers:
  - name: cluster
    securityContext: {runAsNonRoot: false}
    volumeMounts: [{name: workshop, mountPath: %[1]q}]
`

var podResource = schema.GroupVersionResource{Version: "v1", Resource: "pods"}

// onKubernetes is a server whose clusters are pods, in a namespace of its own. State is in a volume, unless the arguments name a bucket.
func onKubernetes(t *testing.T, arguments ...string) (s *server, namespace string) {
	t.Helper()
	kubeconfig := kubernetestest.Kubeconfig(t)
	template := filepath.Join(shortDir(t), "template.yaml")
	require.NoError(t, os.WriteFile(template, fmt.Appendf(nil, podTemplate, workshop), 0o600))
	namespace = "e2e-" + filepath.Base(filepath.Dir(template))
	s = newServer(t, append([]string{
		"--runtime", "kubernetes", "--kubeconfig", kubeconfig, "--kubernetes-namespace", namespace,
		"--kubernetes-create-namespaces", "--kubernetes-image", kubernetestest.Image(t), "--kubernetes-image-pull-policy", "Never",
		"--kubernetes-request-percent", "1", "--kubernetes-pod-template", template,
	}, arguments...)...)
	if !slices.Contains(arguments, stateStorage) {
		state := filepath.Join(s.dir, "applications")
		require.NoError(t, os.Mkdir(state, 0o700))
		s.arguments = append(s.arguments, "--kubernetes-state-volume", "hostPath:"+state)
	}
	records := kubernetestest.Client(t).Resource(schema.GroupVersionResource{Version: "v1", Resource: "configmaps"}).Namespace(namespace)
	t.Cleanup(func() {
		if t.Failed() {
			showPods(t, s, namespace)
		}
		s.kill()
		err := records.DeleteCollection(context.Background(), metav1.DeleteOptions{PropagationPolicy: new(metav1.DeletePropagationBackground)},
			metav1.ListOptions{LabelSelector: "app.kubernetes.io/managed-by=penstock"})
		if err != nil {
			t.Logf("remove the clusters after the test: %v", err)
		}
	})
	return s, namespace
}

// showPods shows what became of the pods of a server, and the end of what its applications logged.
func showPods(t *testing.T, s *server, namespace string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	list, err := kubernetestest.Client(t).Resource(podResource).Namespace(namespace).List(ctx, metav1.ListOptions{})
	if err != nil {
		t.Logf("look at the pods: %v", err)
		return
	}
	for i := range list.Items {
		status, err := yaml.Marshal(list.Items[i].Object["status"])
		t.Logf("pod %s, to end %v, processes %v, %v:\n%s", list.Items[i].GetName(), list.Items[i].GetDeletionTimestamp(),
			kubernetestest.Processes(t, list.Items[i].GetName()), err, status)
	}
	if s.api == nil {
		return // it was never ready
	}
	applications, err := s.api.ListApplications(ctx, &kinesisanalyticsv2.ListApplicationsInput{})
	if err != nil {
		t.Logf("list the applications: %v", err)
		return
	}
	for _, a := range applications.ApplicationSummaries {
		told, err := exec.CommandContext(ctx, s.binary, "logs", *a.ApplicationName, "--data-dir", s.dir, "--lines", "300").CombinedOutput()
		t.Logf("application %s, %s, %v:\n%s", *a.ApplicationName, a.ApplicationStatus, err, told)
	}
}

const stateStorage = "--state-storage"

// inBucketOnKubernetes is onKubernetes with state in a bucket, which has nothing but what its server and the pods have put into it.
func inBucketOnKubernetes(t *testing.T) (s *server, namespace string) {
	t.Helper()
	kubernetestest.Kubeconfig(t)
	s, namespace = onKubernetes(t, stateStorage, "s3://state/of/penstock?region=us-east-1&endpoint=http://"+reachable(t, "tcp", bucket(t)))
	s.environment = []string{"PENSTOCK_STATE_ACCESS_KEY_ID=penstock-state", "PENSTOCK_STATE_SECRET_ACCESS_KEY=" + stateSecret}
	return s, namespace
}

// podNames are the pods of a namespace that were not told to end.
func podNames(t *testing.T, namespace string) (names []string) {
	t.Helper()
	list, err := kubernetestest.Client(t).Resource(podResource).Namespace(namespace).List(t.Context(), metav1.ListOptions{})
	require.NoError(t, err)
	for i := range list.Items {
		if list.Items[i].GetDeletionTimestamp() == nil {
			names = append(names, list.Items[i].GetName())
		}
	}
	return names
}

// outage is how long the API server is away.
const outage = time.Minute

// withoutAPIServer stops the API server for a minute, in which something is done at once and every second.
func withoutAPIServer(t *testing.T, meanwhile func()) {
	t.Helper()
	resume := sync.OnceFunc(func() { kubernetestest.Signal(t, "kube-apiserver", syscall.SIGCONT) })
	t.Cleanup(resume)
	kubernetestest.Signal(t, "kube-apiserver", syscall.SIGSTOP)
	over, again := time.After(outage), time.NewTicker(time.Second)
	defer again.Stop()
	for {
		meanwhile()
		select {
		case <-over:
			resume()
			return
		case <-again.C:
		}
	}
}

// withoutKubelet stops the kubelet, does something once Kubernetes has noticed, and lets the node come back.
func withoutKubelet(t *testing.T, meanwhile func()) {
	t.Helper()
	resume := sync.OnceFunc(func() { kubernetestest.Signal(t, "kubelet", syscall.SIGCONT) })
	t.Cleanup(resume)
	kubernetestest.Signal(t, "kubelet", syscall.SIGSTOP)
	eventually(t, "Kubernetes notices that the node is silent", func() bool { return !kubernetestest.NodeReady(t) })
	meanwhile()
	resume()
	eventually(t, "the node is back", func() bool { return kubernetestest.NodeReady(t) })
}

// podVictim is an application of the embedded engine, as a pod, whose state is in a bucket.
type podVictim struct {
	*server
	namespace, out string
	feed           *feed
}

func newPodVictim(t *testing.T) *podVictim {
	t.Helper()
	s, namespace := inBucketOnKubernetes(t)
	v := &podVictim{server: s, namespace: namespace, out: filepath.Join(shortDir(t), "out"), feed: newFeed(t)}
	v.start()
	v.create("victim", script, v.feed.properties(v.out))
	v.run("victim")
	v.further("the start")
	return v
}

// further has the job process further rows, and waits until they are written.
func (v *podVictim) further(after string) {
	v.Helper()
	v.feed.add(10)
	copies := filepath.Join(v.out, "copies")
	eventually(v.T, "rows are written after "+after, func() bool { return len(lines(v.T, copies)) >= v.feed.next })
	require.Len(v, lines(v.T, copies), v.feed.next, after)
	v.Logf("%s: %d rows are written after %s", time.Now().UTC().Format(time.TimeOnly), v.feed.next, after)
}

// pod is the application's only one, once its cluster runs.
func (v *podVictim) pod() string {
	v.Helper()
	var names []string
	eventually(v.T, "there is one pod", func() bool {
		names = podNames(v.T, v.namespace)
		return len(names) == 1 && kubernetestest.Processes(v.T, names[0])["cluster"] != 0
	})
	return names[0]
}

// Everything that can die under an application on Kubernetes dies: its rows are written and counted once each.
func TestKubernetes_kills(t *testing.T) {
	// Not beside others: components of the node are stopped.
	v := newPodVictim(t)
	pod := v.pod()
	gone := func(how string) {
		t.Helper()
		v.feed.add(7)
		eventually(t, "another pod takes the place of one after "+how, func() bool { return v.pod() != pod })
		v.further(how)
		pod = v.pod()
	}
	deletes := func(grace int64) {
		t.Helper()
		err := kubernetestest.Client(t).Resource(podResource).Namespace(v.namespace).Delete(t.Context(), pod, metav1.DeleteOptions{GracePeriodSeconds: &grace})
		require.NoError(t, err)
	}

	kubernetestest.Kill(t, pod, "cluster")
	gone("its process was killed")
	kubernetestest.Kill(t, pod, "pod")
	gone("its container was killed")
	deletes(30)
	gone("its pod was deleted, as when a node is drained")
	deletes(1)
	gone("its pod was deleted in a hurry")

	v.kill()
	v.further("the control plane died")
	v.start()
	v.further("the control plane came back")
	require.Equal(t, pod, v.pod(), "it is the same pod")

	running := func(while string) {
		t.Helper()
		v.further(while)
		require.Equal(t, types.ApplicationStatusRunning, v.describe("victim").ApplicationStatus)
	}
	withoutKubelet(t, func() { running("the kubelet was stopped") })
	require.Equal(t, pod, v.pod(), "nobody replaced the pod")
	withoutAPIServer(t, func() { running("the API server was stopped") })
	require.Equal(t, pod, v.pod(), "nobody replaced the pod")
	killed := false
	withoutAPIServer(t, func() {
		if !killed {
			kubernetestest.Kill(t, pod, "cluster")
			killed = true
		}
		require.NotEmpty(t, v.describe("victim").ApplicationStatus) // the control plane answers
	})
	gone("its process was killed while the API server was away")
	v.feed.exact(v.out)
}

// An update prepares the new pod beside the old one, and a stop leaves nothing but the snapshot.
func TestKubernetes_lifecycle(t *testing.T) {
	t.Parallel()
	s, namespace := onKubernetes(t)
	f, out := newFeed(t), filepath.Join(shortDir(t), "out")
	s.start()
	s.create("orders", script, f.properties(out))
	s.run("orders")
	f.add(10)
	eventually(t, "rows are written", func() bool { return len(lines(t, filepath.Join(out, "copies"))) == 10 })
	before := podNames(t, namespace)
	changed := code(strings.Replace(script, "SELECT id, k FROM", "SELECT id + 1000, k FROM", 1))
	require.Equal(t, types.OperationStatusSuccessful, s.outcome("orders", s.change("orders", changed, nil)).OperationStatus)
	f.add(10)
	eventually(t, "rows are written once each", func() bool { return len(lines(t, filepath.Join(out, "copies"))) == 20 })
	eventually(t, "the old pod is gone", func() bool {
		after := podNames(t, namespace)
		return len(after) == 1 && after[0] != before[0]
	})
	s.stopGracefully("orders")
	eventually(t, "nothing is left", func() bool { return len(podNames(t, namespace)) == 0 })
}
