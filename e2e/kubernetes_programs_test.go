package e2e

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2/types"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/flink/flinktest"
	"github.com/penstock/penstock/runtime/kubernetes/kubernetestest"
)

// pythonVariable tells that the image with Flink has PyFlink, too.
const pythonVariable = "PENSTOCK_TEST_PYTHON"

// A JAR runs in pods: it reaches them under the application's keys, is updated beside the old version, and goes on from a snapshot.
func TestKubernetes_flink_jar(t *testing.T) {
	t.Parallel()
	s, namespace := serveFlink(t, inBucketOnKubernetes)
	content, err := os.ReadFile(flinktest.Examples(t))
	require.NoError(t, err)
	s.runOn(os.Getenv("PENSTOCK_TEST_FLINK"), "machines", &types.ApplicationCodeConfiguration{
		CodeContentType: types.CodeContentTypeZipfile, CodeContent: &types.CodeContent{ZipFileContent: content},
	}, map[string]map[string]string{driver.RunOptions: {driver.MainClassOption: flinktest.StateMachine}})
	require.Equal(t, types.OperationStatusSuccessful, s.outcome("machines", s.reconfigure("machines", "n")).OperationStatus)
	s.stopGracefully("machines")
	eventuallyWithin(t, jvmPatience, "nothing is left", func() bool { return len(podNames(t, namespace)) == 0 })
	s.run("machines")
	eventuallyWithin(t, jvmPatience, "the log tells of state that was restored", func() bool { return s.says("machines", "from savepoint ") })
	s.stopGracefully("machines")
}

// A program in Python runs in pods whose image has PyFlink, also after the death of the JVM that its functions belong to.
func TestKubernetes_flink_python(t *testing.T) {
	t.Parallel()
	kubernetestest.Kubeconfig(t)
	if os.Getenv(pythonVariable) == "" {
		t.Skip("no PyFlink: KUBERNETES_PYTHON=1 KUBERNETES_FLINK=FLINK-1_20 make test-kubernetes has it in the image")
	}
	s, namespace := serveFlink(t, inBucketOnKubernetes)
	out := filepath.Join(shortDir(t), "out")
	s.runOn(os.Getenv("PENSTOCK_TEST_FLINK"), "counts", archiveOf(t, map[string]string{
		"app/counts.py": counts, "dep/words.py": "def third(n):\n    return n % 3\n",
	}), map[string]map[string]string{
		driver.PythonOptions: {driver.ScriptOption: "app/counts.py", driver.FilesOption: "dep/"},
		"counts":             {"out": "file://" + out, "factor": "one"},
	})
	further := func(what string, least int) (n int) {
		t.Helper()
		eventuallyWithin(t, jvmPatience, "rows are counted further after "+what, func() bool {
			n = countedByKey(t, out, "one")["2"]
			return n > least+20
		})
		return n
	}
	n := further("the start", 0)
	for _, pod := range podNames(t, namespace) {
		if kubernetestest.Processes(t, pod)["TaskManagerMain"] != 0 {
			kubernetestest.Kill(t, pod, "TaskManagerMain")
		}
	}
	n = further("the death of the TaskManager", n)
	s.stopGracefully("counts")
	s.run("counts")
	further("the start from the snapshot", n)
	s.stopGracefully("counts")
}
