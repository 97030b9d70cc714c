package enginetest

import (
	"bytes"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/compile"
	"github.com/penstock/penstock/runtime/embedded/connector/builtin"
	"github.com/penstock/penstock/runtime/embedded/job"
	"github.com/penstock/penstock/runtime/embedded/sql/script"
)

// Records that a format may ignore are counted, under Flink's name, and the log tells of them. Empty lines are no records, and a field that
// does not convert is NULL in a row that is there.
func TestSkipped_IsCounted(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		format, records string
		skipped         int
	}{
		{"json", "{\"id\": 1}\nnonsense\n\n{\"id\": \"x\"}\n[1]\n{\"id\":\n", 3},
		{"csv", "1,a\n2,\nx,c\n", 0},
		{"csv", "1,a\n2,b,c\n3,d\n", 1},
		{"debezium-json", `{"before": null, "after": {"id": 1}, "op": "c"}` + "\nnonsense\n" + `{"before": null, "after": null, "op": "c"}` + "\n\n", 2},
		{"canal-json", `{"data": [{"id": 1}, {"id": 2}], "type": "INSERT"}` + "\n{}\n", 1},
	} {
		for _, parallelism := range []int{1, 2} {
			t.Run(fmt.Sprintf("%s/%d/%d", c.format, c.skipped, parallelism), func(t *testing.T) {
				t.Parallel()
				dir := t.TempDir()
				const files = 3
				for i := range files {
					require.NoError(t, os.WriteFile(filepath.Join(dir, "part-"+strconv.Itoa(i)), []byte(c.records), 0o600))
				}
				text := fmt.Sprintf(`
CREATE TABLE src (id BIGINT, name STRING) WITH ('connector' = 'filesystem', 'path' = '%s', 'format' = '%s', '%s.ignore-parse-errors' = 'true');
CREATE TABLE res (id BIGINT, name STRING) WITH ('connector' = 'blackhole');
INSERT INTO res SELECT id, name FROM src;`, dir, c.format, c.format)
				p, err := compile.Compile([]script.File{{Name: "skipped.sql", Text: text}}, nil)
				require.NoError(t, err)
				var log bytes.Buffer
				j, err := job.New(p, job.Options{Name: "skipped", Parallelism: parallelism, NoRestart: true, Registry: builtin.Registry(), Logger: slog.New(slog.NewTextHandler(&log, nil))})
				require.NoError(t, err)
				require.NoError(t, j.Run(t.Context()))
				skipped := 0
				for _, v := range j.Vertices() {
					for _, s := range v.Subtasks {
						n, err := strconv.Atoi(s.Metrics["numRecordsInErrors"])
						require.NoError(t, err)
						skipped += n
					}
				}
				require.Equal(t, files*c.skipped, skipped)
				require.Equal(t, c.skipped > 0, bytes.Contains(log.Bytes(), []byte("records that it cannot read")), log.String())
			})
		}
	}
}
