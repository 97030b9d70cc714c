// Package flinktest gives tests an Apache Flink, and programs for it that nobody here wrote.
package flinktest

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/maven"
	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/flink"
	"github.com/penstock/penstock/runtime/flink/cluster"
	"github.com/penstock/penstock/runtime/flink/distribution"
	"github.com/penstock/penstock/runtime/flink/python"
)

// Variable names the runtimes that tests are run with, such as "FLINK-1_20"; empty leaves them out. `make test-flink` sets it.
const Variable = "PENSTOCK_TEST_FLINK"

// Runtime is the runtime to test with. The test is left out where none was named: it takes Java, and some 200 MB that are fetched once.
func Runtime(t testing.TB) string {
	t.Helper()
	runtime := os.Getenv(Variable)
	if runtime == "" {
		t.Skipf("%s names no runtime; make test-flink does", Variable)
	}
	return runtime
}

// Engine is the engine with the machine's own distributions; that of the runtime to test with is installed.
func Engine(t testing.TB) *flink.Engine {
	t.Helper()
	Install(t, Runtime(t))
	return flink.New(flink.Options{Cache: maven.CacheDir(os.TempDir()), Repository: maven.Repository()})
}

// Install installs the Flink of a runtime and trains it, unless that was done before.
func Install(t testing.TB, runtime string) {
	t.Helper()
	v, known := distribution.Find(runtime)
	require.True(t, known)
	cache := maven.CacheDir(os.TempDir())
	_, err := distribution.Install(t.Context(), v, distribution.Options{Cache: cache, Repository: maven.Repository()})
	require.NoError(t, err)
	if _, err = cluster.Train(t.Context(), v, cache); err != nil { // or else the first test would wait for it
		t.Logf("clusters start slower than they could: %v", err)
	}
}

// InstallPython installs what programs in Python need on the runtime to test with. The test is left out where they do not run on it.
func InstallPython(t testing.TB) {
	t.Helper()
	v, known := distribution.Find(Runtime(t))
	require.True(t, known)
	if !python.Runs(v) {
		t.Skipf("programs in Python do not run on %s", v.Runtime)
	}
	_, err := python.Install(t.Context(), v, python.Options{Cache: maven.CacheDir(os.TempDir()), Repository: maven.Repository()})
	require.NoError(t, err)
}

// examples are the programs that Flink's project publishes to be tried, by runtime. Their manifest names no main class. There are none of
// Flink 2 in Maven Central.
var examples = map[string]maven.Artifact{
	"FLINK-1_18": {
		Path:   "org/apache/flink/flink-examples-streaming/1.18.1/flink-examples-streaming-1.18.1.jar",
		SHA256: "0d1ab415f5d56b4f267bdc0c2b9d02e6022607208f4390fde2d583aace27f33e", Size: 125917,
	},
	"FLINK-1_19": {
		Path:   "org/apache/flink/flink-examples-streaming/1.19.1/flink-examples-streaming-1.19.1.jar",
		SHA256: "6c6191f9fcc8bd31cc99bbd01a738d2bab18b0ba42d376ca6d391b804cb48465", Size: 124080,
	},
	"FLINK-1_20": {
		Path:   "org/apache/flink/flink-examples-streaming/1.20.0/flink-examples-streaming-1.20.0.jar",
		SHA256: "4b841187f2ab7d4a1e1e348e5d646509fa20d4834a7da0bf45ab2341b5d9df12", Size: 124124,
	},
}

// The examples that run without end.
const (
	TopSpeedWindowing = "org.apache.flink.streaming.examples.windowing.TopSpeedWindowing"
	StateMachine      = "org.apache.flink.streaming.examples.statemachine.StateMachineExample"
)

// Examples is the path of a JAR with examples for the runtime to test with. The test is left out where none are published.
func Examples(t testing.TB) string {
	t.Helper()
	runtime := Runtime(t)
	if _, published := examples[runtime]; !published {
		t.Skipf("no examples are published for %s", runtime)
	}
	path, err := FetchExamples(t.Context(), runtime, maven.CacheDir(os.TempDir()))
	require.NoError(t, err)
	return path
}

// FetchExamples is Examples for a benchmark, by way of a cache directory.
func FetchExamples(ctx context.Context, runtime, cache string) (path string, err error) {
	artifact := examples[runtime]
	path = filepath.Join(cache, "flink", artifact.Name())
	return path, maven.Fetch(ctx, maven.Repository(), artifact, path, func(int64) {})
}

// Code is a file as the code of an application.
func Code(t testing.TB, path string) driver.Code {
	t.Helper()
	info, err := os.Stat(path)
	require.NoError(t, err)
	return driver.Code{Kind: driver.ZipFile, Size: info.Size(), Open: func(context.Context) (io.ReadCloser, error) { return os.Open(path) }}
}

// Running are the properties that have a main class run.
func Running(mainClass string) map[string]map[string]string {
	return map[string]map[string]string{driver.RunOptions: {driver.MainClassOption: mainClass}}
}
