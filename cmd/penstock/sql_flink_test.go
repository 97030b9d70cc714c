package main

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestSQLRun_flags_of_engines(t *testing.T) {
	t.Parallel()
	script := writeScript(t, sink+"INSERT INTO sink VALUES (1, 'x');")
	for name, c := range map[string]struct {
		args []string
		want string
	}{
		"no such engine":       {[]string{"--engine", "spark"}, `--engine "spark" is neither embedded nor flink`},
		"no such version":      {[]string{"--engine", "flink", "--runtime", "FLINK-0_9"}, `no Apache Flink for "FLINK-0_9"; there is for FLINK-1_18`},
		"a version for none":   {[]string{"--runtime", "FLINK-1_20"}, "--runtime is for --engine flink"},
		"no savepoints there":  {[]string{"--engine", "flink", "--savepoint", "s"}, "--savepoint is for the embedded engine"},
		"no batches there":     {[]string{"--engine", "flink", "--batch-size", "3"}, "--batch-size is for the embedded engine"},
		"the engine by itself": {[]string{"--engine", "embedded"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, errOut, err := runSQL(t, append([]string{"run", script}, c.args...)...)
			if c.want == "" {
				require.NoError(t, err, errOut)
				return
			}
			require.ErrorContains(t, err, c.want)
		})
	}
}
