package flinktest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/maven"
)

// The examples with tables of Flink's project, of which Maven Central has few versions: one for Flink 1, and one for Flink 2.
var (
	tables1 = maven.Artifact{
		Path:   "org/apache/flink/flink-examples-table_2.12/1.16.2/flink-examples-table_2.12-1.16.2.jar",
		SHA256: "019b620222358d6da93c0efc7f8b900ae07273c0ea5043748db2a2aa392f7fa0", Size: 84404,
	}
	tables2 = maven.Artifact{
		Path:   "org/apache/flink/flink-examples-table_2.12/2.3.0/flink-examples-table_2.12-2.3.0.jar",
		SHA256: "f5ddd368e01eef61700440d09a8519ecf8657ff585f2f2d2cbd633681bba2c4e", Size: 55703,
	}
)

// The examples with tables whose job ends by itself.
const (
	// BatchWordCount counts words in batch mode, and reads the result.
	BatchWordCount = "org.apache.flink.table.examples.java.basics.WordCountSQLExample"
	// StreamWindows reads a file in windows, and prints them.
	StreamWindows = "org.apache.flink.table.examples.java.basics.StreamWindowSQLExample"
)

// Tables is the path of a JAR with examples that have tables, for the runtime to test with.
func Tables(t testing.TB) string {
	t.Helper()
	artifact := tables1
	if strings.HasPrefix(Runtime(t), "FLINK-2") {
		artifact = tables2
	}
	path := filepath.Join(maven.CacheDir(os.TempDir()), "flink", artifact.Name())
	require.NoError(t, maven.Fetch(t.Context(), maven.Repository(), artifact, path, func(int64) {}))
	return path
}
