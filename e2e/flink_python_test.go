package e2e

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2/types"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/flink/flinktest"
)

// counts is a program in Python: a function of the module words in a folder of its own is called by SQL, and rows are numbered by key in keyed
// state. Its sink's lines are KEY,NUMBER,FACTOR.
const counts = `
import json
from pyflink.common import Types
from pyflink.datastream import KeyedProcessFunction, StreamExecutionEnvironment
from pyflink.datastream.state import ValueStateDescriptor
from pyflink.table import DataTypes, StreamTableEnvironment
from pyflink.table.udf import udf

import words

with open("/etc/flink/application_properties.json") as file:
    properties = {group["PropertyGroupId"]: group["PropertyMap"] for group in json.load(file)}["counts"]


class Count(KeyedProcessFunction):
    def open(self, context):
        self.count = context.get_state(ValueStateDescriptor("count", Types.LONG()))

    def process_element(self, row, context):
        n = (self.count.value() or 0) + 1
        self.count.update(n)
        yield "%d,%d,%s" % (row[0], n, properties["factor"])


def main():
    tables = StreamTableEnvironment.create(StreamExecutionEnvironment.get_execution_environment())
    tables.create_temporary_function("third", udf(words.third, result_type=DataTypes.BIGINT()))
    tables.execute_sql("CREATE TABLE source (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '50',"
                       "'fields.id.kind' = 'sequence', 'fields.id.start' = '0', 'fields.id.end' = '1000000')")
    tables.execute_sql("CREATE TABLE sink (line STRING) WITH ('connector' = 'filesystem', 'format' = 'raw', 'path' = '%s')" % properties["out"])
    rows = tables.to_data_stream(tables.sql_query("SELECT third(id) FROM source"))
    lines = rows.key_by(lambda row: row[0], key_type=Types.LONG()).process(Count(), output_type=Types.STRING())
    tables.create_temporary_view("lines", lines)
    print("counting")
    tables.execute_sql("INSERT INTO sink SELECT * FROM lines")


if __name__ == "__main__":
    main()
`

// archiveOf is an archive of files by their names.
func archiveOf(t testing.TB, files map[string]string) *types.ApplicationCodeConfiguration {
	t.Helper()
	var packed bytes.Buffer
	w := zip.NewWriter(&packed)
	for name, text := range files {
		f, err := w.Create(name)
		require.NoError(t, err)
		_, err = f.Write([]byte(text))
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return &types.ApplicationCodeConfiguration{
		CodeContentType: types.CodeContentTypeZipfile, CodeContent: &types.CodeContent{ZipFileContent: packed.Bytes()},
	}
}

// countedByKey is the greatest number of each key with a factor, in what a sink has written so far, also in files that are not finished.
func countedByKey(t testing.TB, out, factor string) map[string]int {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(out, "*"))
	require.NoError(t, err)
	hidden, err := filepath.Glob(filepath.Join(out, ".part*"))
	require.NoError(t, err)
	greatest := map[string]int{}
	for _, file := range append(files, hidden...) {
		text, err := os.ReadFile(file)
		if os.IsNotExist(err) {
			continue // it has been given its name
		}
		require.NoError(t, err)
		for line := range strings.Lines(string(text)) {
			if fields := strings.Split(strings.TrimSpace(line), ","); len(fields) == 3 && fields[2] == factor && strings.HasSuffix(line, "\n") {
				n, err := strconv.Atoi(fields[1])
				require.NoError(t, err)
				greatest[fields[0]] = max(greatest[fields[0]], n)
			}
		}
	}
	return greatest
}

// TestFlink_python has a program in Python start, process, be updated, rolled back, stopped and started from the snapshot, under the
// installation's key as all applications have it.
func TestFlink_python(t *testing.T) {
	t.Parallel()
	flinktest.Engine(t)
	flinktest.InstallPython(t)
	s := newServer(t)
	s.start()
	out := filepath.Join(s.dir, "out")
	properties := func(factor string) map[string]map[string]string {
		return map[string]map[string]string{
			driver.PythonOptions: {driver.ScriptOption: "app/counts.py", driver.FilesOption: "dep/"},
			"counts":             {"out": "file://" + out, "factor": factor},
		}
	}
	s.runOn(flinktest.Runtime(t), "counts", archiveOf(t, map[string]string{
		"app/counts.py": counts, "dep/words.py": "def third(n):\n    return n % 3\n",
	}), properties("one"))
	further := func(factor string, least int) int {
		t.Helper()
		n := 0
		eventually(t, "rows are counted further", func() bool {
			n = countedByKey(t, out, factor)["2"]
			return n > least+20
		})
		return n
	}
	n := further("one", 0)
	require.True(t, s.says("counts", "counting"), "what it prints is in the log")
	s.killsJVM(jobManager)
	n = further("one", n)
	s.killsJVM(taskManager)
	n = further("one", n)
	groups := []types.PropertyGroup{}
	for id, group := range properties("two") {
		groups = append(groups, types.PropertyGroup{PropertyGroupId: &id, PropertyMap: group})
	}
	update := s.change("counts", &types.ApplicationConfigurationUpdate{
		EnvironmentPropertyUpdates: &types.EnvironmentPropertyUpdates{PropertyGroups: groups},
	}, nil)
	require.Equal(t, types.OperationStatusSuccessful, s.outcome("counts", update).OperationStatus)
	n = further("two", n)
	s.rollBack("counts")
	s.await("counts", types.ApplicationStatusRunning)
	n = further("one", n)
	s.stopGracefully("counts")
	s.run("counts")
	further("one", n)
}

// TestFlink_pythonRefused has programs in Python that do not run, each with what is told of it.
func TestFlink_pythonRefused(t *testing.T) {
	t.Parallel()
	flinktest.Engine(t)
	flinktest.InstallPython(t)
	s := newServer(t)
	s.start()
	for name, c := range map[string]struct {
		files   map[string]string
		options map[string]string
		problem string
	}{
		"absent":    {map[string]string{"main.py": ""}, map[string]string{"python": "app.py"}, "The archive has no app.py"},
		"syntax":    {map[string]string{"main.py": "\ndef f(:\n"}, map[string]string{"python": "main.py"}, "main.py, line 2: SyntaxError"},
		"raises":    {map[string]string{"main.py": "x = 1\nx.y\n"}, map[string]string{"python": "main.py"}, "main.py, line 2: AttributeError"},
		"no-module": {map[string]string{"main.py": "import gone\n"}, map[string]string{"python": "main.py"}, "pyFiles"},
		"exits":     {map[string]string{"main.py": "import sys\nsys.exit(3)\n"}, map[string]string{"python": "main.py"}, "sys.exit(3)"},
		"dies":      {map[string]string{"main.py": "import os\nos._exit(4)\n"}, map[string]string{"python": "main.py"}, "exit code 4"},
		"jar":       {map[string]string{"main.py": ""}, map[string]string{"python": "main.py", "jarfile": "lib/all.jar"}, "The archive has no lib/all.jar"},
	} {
		ctx, cancel := within(t)
		_, err := s.api.CreateApplication(ctx, &kinesisanalyticsv2.CreateApplicationInput{
			ApplicationName: &name, RuntimeEnvironment: types.RuntimeEnvironment(flinktest.Runtime(t)),
			ServiceExecutionRole: aws.String("arn:aws:iam::000000000000:role/e2e"),
			ApplicationConfiguration: &types.ApplicationConfiguration{
				ApplicationCodeConfiguration: archiveOf(t, c.files),
				EnvironmentProperties: &types.EnvironmentProperties{PropertyGroups: []types.PropertyGroup{
					{PropertyGroupId: aws.String(driver.PythonOptions), PropertyMap: c.options},
				}},
			},
		})
		require.NoError(t, err)
		started, err := s.api.StartApplication(ctx, &kinesisanalyticsv2.StartApplicationInput{ApplicationName: &name})
		cancel()
		require.NoError(t, err)
		failed := s.outcome(name, *started.OperationId)
		require.Equal(t, types.OperationStatusFailed, failed.OperationStatus, name)
		require.Contains(t, *failed.OperationFailureDetails.ErrorInfo.ErrorString, c.problem, name)
	}
}
