package flink

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/flink/assembly"
)

// pythonProperties are the properties of a program in Python.
func pythonProperties(options map[string]string) map[string]map[string]string {
	return map[string]map[string]string{driver.PythonOptions: options}
}

func TestWorkload_python(t *testing.T) {
	t.Parallel()
	spec := driver.Spec{
		Runtime: "FLINK-1_20", Code: driver.Code{Kind: driver.ZipFile},
		Properties: pythonProperties(map[string]string{"python": "main.py", "jarfile": "lib/all.jar", "pyFiles": "dep/"}),
	}
	w, err := New(Options{}).Workload(t.Context(), spec)
	require.NoError(t, err)
	require.Contains(t, w.Copies, assembly.CodeFile)
	var c assembly.Spec
	require.NoError(t, json.Unmarshal(w.Files[assembly.SpecFile], &c))
	require.NoError(t, c.Check())
	require.Equal(t, &assembly.Python{Script: "main.py", JAR: "lib/all.jar", Files: "dep/"}, c.Python)
	require.Greater(t, c.Version, assembly.SpecVersion, "older builds would take it for a JAR")
	told := c.JobManager(assembly.Place{Dir: "/cluster", Python: "/environment/bin/python"})
	require.Equal(t, "/environment/bin/python", told["penstock.python.interpreter"])
	require.Equal(t, "/cluster/code.jar", told["penstock.python.archive"])
	require.Equal(t, "lib/all.jar", told["penstock.python.jarfile"])
	require.Empty(t, told["penstock.jar"])
}

// A Python program that cannot run is refused as code that no repetition mends, and not handed to another engine.
func TestValidate_python(t *testing.T) {
	t.Parallel()
	script := pythonProperties(map[string]string{"python": "main.py"})
	embedded := pythonProperties(map[string]string{"pyModule": "orders"})
	embedded[driver.RunOptions] = map[string]string{driver.EngineOption: "embedded"}
	for name, c := range map[string]struct {
		runtime    string
		kind       driver.CodeKind
		properties map[string]map[string]string
		problem    string
	}{
		"one that runs":        {"FLINK-1_20", driver.ZipFile, script, ""},
		"text":                 {"FLINK-1_20", driver.PlainText, script, "make it an archive"},
		"the embedded engine":  {"FLINK-1_20", driver.ZipFile, embedded, "The property pyModule of kinesis.analytics.flink.run.options says"},
		"a version without it": {"FLINK-1_19", driver.ZipFile, script, "do not run on FLINK-1_19 here; they do on FLINK-1_20"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := New(Options{}).Validate(t.Context(), c.runtime, driver.Code{Kind: c.kind}, c.properties)
			if c.problem == "" {
				require.NoError(t, err)
				return
			}
			var wrong *driver.CodeError
			require.ErrorAs(t, err, &wrong)
			require.Contains(t, wrong.Message, c.problem)
			require.NotErrorIs(t, err, driver.ErrOtherEngine)
		})
	}
}

// The adaptive scheduler is the application's choice; what is no scheduler is refused.
func TestScheduler(t *testing.T) {
	t.Parallel()
	for chosen, c := range map[string]struct {
		needed  int
		problem string
	}{
		"":         {needed: 4},
		"default":  {needed: 4},
		"adaptive": {needed: 1},
		"reactive": {problem: `The property scheduler of penstock.run.options is "reactive", which is neither default nor adaptive.`},
	} {
		t.Run(chosen, func(t *testing.T) {
			t.Parallel()
			spec := driver.Spec{
				Runtime: "FLINK-1_20", Code: driver.Code{Kind: driver.ZipFile}, Parallelism: 8, ParallelismPerKPU: 2,
				Properties: pythonProperties(map[string]string{"python": "main.py"}),
			}
			spec.Properties[driver.RunOptions] = map[string]string{driver.SchedulerOption: chosen}
			err := New(Options{}).Validate(t.Context(), spec.Runtime, spec.Code, spec.Properties)
			w, failed := New(Options{}).Workload(t.Context(), spec)
			require.Equal(t, err, failed)
			if c.problem != "" {
				require.EqualError(t, err, c.problem)
				return
			}
			require.NoError(t, err)
			var read assembly.Spec
			require.NoError(t, json.Unmarshal(w.Files[assembly.SpecFile], &read))
			require.Equal(t, 4, w.Workers.Count)
			require.Equal(t, c.needed, read.NeededTaskManagers())
			require.Equal(t, c.needed == 1, read.JobManager(assembly.OneMachine("/d"))["jobmanager.scheduler"] == "adaptive")
		})
	}
}
