// Package kubernetestest gives tests the Kubernetes that `make test-kubernetes` starts on this machine, and what is to be seen of its pods
// from outside, since its node is this machine. Tests that ask for it are skipped where there is none.
package kubernetestest

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
)

// The environment by which tests are told of it.
const (
	// KubeconfigVariable names the kubeconfig of a cluster's administrator.
	KubeconfigVariable = "PENSTOCK_TEST_KUBERNETES"
	// ImageVariable is the image of the very sources that are tested, loaded onto the node.
	ImageVariable = "PENSTOCK_TEST_IMAGE"
	// DirVariable is the folder of the node's own state.
	DirVariable = "K8S_DIR"
)

// Kubeconfig is the path of a kubeconfig, and skips the test where there is none.
func Kubeconfig(t testing.TB) string {
	t.Helper()
	path := os.Getenv(KubeconfigVariable)
	if path == "" {
		t.Skipf("no %s: `make test-kubernetes` runs this", KubeconfigVariable)
	}
	return path
}

// Config is how to reach it.
func Config(t testing.TB) *rest.Config {
	t.Helper()
	config, err := clientcmd.BuildConfigFromFlags("", Kubeconfig(t))
	require.NoError(t, err)
	config.QPS, config.Burst = 200, 400
	return config
}

// Client speaks to it.
func Client(t testing.TB) dynamic.Interface {
	t.Helper()
	client, err := dynamic.NewForConfig(Config(t))
	require.NoError(t, err)
	return client
}

// Image is the image to run.
func Image(t testing.TB) string {
	t.Helper()
	image := os.Getenv(ImageVariable)
	require.NotEmpty(t, image, "%s is not set", ImageVariable)
	return image
}

// Processes are the processes of a pod, by their command: "pod" for the first, "cluster" for its child; JVMs by the names of the classes
// they begin with. They are pids of this machine.
func Processes(t testing.TB, pod string) map[string]int {
	t.Helper()
	found := map[string]int{}
	for pid, arguments := range processesOf(t, pod) {
		if command := commandOf(arguments); command != "" {
			found[command] = pid
		}
	}
	return found
}

// processesOf are the arguments of all processes of a pod, by their pids.
func processesOf(t testing.TB, pod string) map[int][][]byte {
	t.Helper()
	files, err := filepath.Glob("/proc/[0-9]*/environ")
	require.NoError(t, err)
	found := map[int][][]byte{}
	for _, file := range files {
		environment, err := os.ReadFile(file)
		if err != nil || !bytes.Contains(append([]byte{0}, environment...), []byte("\x00HOSTNAME="+pod+"\x00")) {
			continue
		}
		line, err := os.ReadFile(filepath.Join(filepath.Dir(file), "cmdline"))
		if err != nil {
			continue // it has ended
		}
		pid, err := strconv.Atoi(filepath.Base(filepath.Dir(file)))
		require.NoError(t, err)
		found[pid] = bytes.Split(line, []byte{0})
	}
	return found
}

// commandOf is what the arguments of a process of ours run; empty for others.
func commandOf(arguments [][]byte) string {
	switch {
	case len(arguments) < 2:
		return ""
	case strings.HasSuffix(string(arguments[0]), "penstock"):
		return string(arguments[1])
	case !strings.HasSuffix(string(arguments[0]), "java"):
		return ""
	}
	for _, argument := range arguments {
		if class, is := bytes.CutPrefix(argument, []byte("io.penstock.flink.")); is {
			return string(class)
		}
	}
	return ""
}

// Kill ends a process of a pod by its command, as kill -9 does.
func Kill(t testing.TB, pod, command string) {
	t.Helper()
	pid := Processes(t, pod)[command]
	require.NotZero(t, pid, "pod %s has no process %s", pod, command)
	require.NoError(t, syscall.Kill(pid, syscall.SIGKILL))
}

// KillAll ends all processes of a pod, the first one with the others, as the end of its machine does.
func KillAll(t testing.TB, pod string) {
	t.Helper()
	all := processesOf(t, pod)
	require.NotEmpty(t, all, "pod %s has no processes", pod)
	for pid := range all {
		if err := syscall.Kill(pid, syscall.SIGKILL); !errors.Is(err, syscall.ESRCH) { // it ended with another one
			require.NoError(t, err)
		}
	}
}

// Signal sends a signal to a component of the node, such as kubelet or kube-apiserver.
func Signal(t testing.TB, component string, signal syscall.Signal) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(os.Getenv(DirVariable), "run", component+".pid"))
	require.NoError(t, err)
	pid, err := strconv.Atoi(strings.TrimSpace(string(text)))
	require.NoError(t, err)
	require.Greater(t, pid, 1)
	require.NoError(t, syscall.Kill(pid, signal))
}
