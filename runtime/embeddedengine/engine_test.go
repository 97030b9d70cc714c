package embeddedengine_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/embedded/cluster"
	"github.com/penstock/penstock/runtime/embedded/sql/script"
	"github.com/penstock/penstock/runtime/embeddedengine"
)

// archive is the code of a ZIP of files: name, text, name, text.
func archive(t *testing.T, files ...string) driver.Code {
	t.Helper()
	var data bytes.Buffer
	z := zip.NewWriter(&data)
	for pair := range slices.Chunk(files, 2) {
		w, err := z.Create(pair[0])
		require.NoError(t, err)
		_, err = io.WriteString(w, pair[1])
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return code(driver.ZipFile, data.String())
}

func code(kind driver.CodeKind, data string) driver.Code {
	return driver.Code{Kind: kind, Size: int64(len(data)), Open: func(context.Context) (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader(data)), nil
	}}
}

func TestEngine_Takes(t *testing.T) {
	t.Parallel()
	e := embeddedengine.New(nil, "")
	require.True(t, e.Takes("FLINK-1_20", driver.PlainText))
	require.True(t, e.Takes("FLINK-1_18", driver.ZipFile))
	require.False(t, e.Takes("SQL-1_0", driver.PlainText))
	require.False(t, e.Takes("ZEPPELIN-FLINK-3_0", driver.PlainText))
}

func TestEngine_Validate_tells_where_the_code_is_wrong(t *testing.T) {
	t.Parallel()
	fault := errors.New("disk on fire")
	cases := []struct {
		name  string
		code  driver.Code
		found error
		want  string
	}{
		{"a script", driver.TextCode("x"), &script.Error{File: "script.sql", Line: 2, Column: 3, Message: "m"}, "line 2, column 3: m"},
		{"a script in an archive", archive(t, "a/b.SQL", "x"), &script.Error{File: "a/b.SQL", Line: 2, Column: 3, Message: "m"}, "a/b.SQL:2:3: m"},
		{"no archive", code(driver.ZipFile, "x"), nil, "The code is not a ZIP archive."},
		{"a JAR", archive(t, "META-INF/MANIFEST.MF", "x"), nil, "The archive has no .sql file."},
		{"out of the archive", archive(t, "../a.sql", "x"), nil, "outside of itself"},
		{"not text", driver.TextCode("\xff"), nil, "not UTF-8"},
		{"a bomb", archive(t, "a.sql", strings.Repeat(" ", 9<<20)), nil, "more than"},
		{"a long script", driver.TextCode(strings.Repeat(" ", 9<<20)), nil, "at most"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			e := embeddedengine.New(func([]script.File, map[string]map[string]string) error { return c.found }, "")
			err := e.Validate(t.Context(), "FLINK-1_20", c.code, nil)
			var wrong *driver.CodeError
			require.ErrorAs(t, err, &wrong)
			require.ErrorContains(t, err, c.want)
		})
	}
	e := embeddedengine.New(func([]script.File, map[string]map[string]string) error { return fault }, "")
	err := e.Validate(t.Context(), "FLINK-1_20", driver.TextCode("x"), nil)
	require.ErrorIs(t, err, fault)
	_, terminal := driver.IsTerminal(err)
	require.False(t, terminal)
}

func TestEngine_Workload(t *testing.T) {
	t.Parallel()
	properties := map[string]map[string]string{"g": {"k": "v"}}
	w, err := embeddedengine.New(nil, "").Workload(t.Context(), driver.Spec{
		ApplicationARN: "arn:x", ApplicationName: "app", ApplicationVersion: 7, JobID: "j", Properties: properties,
		Code:        archive(t, "2.sql", "two", "readme.txt", "no", "1.sql", "\ufeffone"),
		Parallelism: 2, MaxParallelism: 128, CheckpointsURI: "file:///c", LogLevel: "INFO", RestartDelay: time.Second,
		Checkpointing: driver.Checkpointing{Enabled: true, Interval: time.Minute, MinPause: 5 * time.Second},
	})
	require.NoError(t, err)
	require.Empty(t, w.Executable)
	require.Equal(t, []string{"cluster"}, w.Args)
	require.ElementsMatch(t, []string{"cluster.json", "code/1.sql", "code/2.sql"}, slices.Collect(maps.Keys(w.Files)))
	require.Equal(t, "one", string(w.Files["code/1.sql"]))

	var spec cluster.Spec
	require.NoError(t, json.Unmarshal(w.Files["cluster.json"], &spec))
	require.Equal(t, cluster.Spec{
		Version: cluster.SpecVersion, Name: "app", JobID: "j", Scripts: []string{"1.sql", "2.sql"}, Properties: properties,
		Parallelism: 2, MaxParallelism: 128, RestartDelay: cluster.Duration(time.Second), CheckpointsURI: "file:///c", LogLevel: "INFO",
		Checkpoints: cluster.Checkpoints{Enabled: true, Interval: cluster.Duration(time.Minute), MinPause: cluster.Duration(5 * time.Second)},
		LogFields:   map[string]string{"applicationARN": "arn:x", "applicationVersionId": "7"},
	}, spec)
}
