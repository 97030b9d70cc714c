package command

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/client"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/cli/terminal"
)

func TestPropertyGroups(t *testing.T) {
	t.Parallel()
	groups, err := propertyGroups([]string{"b.k=1", "a.x.y=z=w", "my.group:key.k=v", "b.l="})
	require.NoError(t, err)
	require.Equal(t, []model.PropertyGroup{
		{PropertyGroupId: new("a"), PropertyMap: map[string]string{"x.y": "z=w"}},
		{PropertyGroupId: new("b"), PropertyMap: map[string]string{"k": "1", "l": ""}},
		{PropertyGroupId: new("my.group"), PropertyMap: map[string]string{"key.k": "v"}},
	}, groups)
	for _, wrong := range []string{"", "a", "a=b", ".k=v", "g.=v", ":=", "g.k"} {
		_, err := propertyGroups([]string{wrong})
		require.ErrorContains(t, err, "is not group.key=value", wrong)
	}
}

func TestPropertyGroups_ofPenstock(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"penstock.run.options:engine=flink", "penstock.run.options.engine=flink"} {
		groups, err := propertyGroups([]string{text})
		require.NoError(t, err)
		require.Equal(t, []model.PropertyGroup{{PropertyGroupId: new("penstock.run.options"), PropertyMap: map[string]string{"engine": "flink"}}}, groups)
	}
}

func TestWithOptions(t *testing.T) {
	t.Parallel()
	others := []model.PropertyGroup{
		{PropertyGroupId: new("g"), PropertyMap: map[string]string{"k": "v"}},
		{PropertyGroupId: new("penstock.run.options"), PropertyMap: map[string]string{"main-class": "a.B", "engine": "flink"}},
	}
	require.Equal(t, others, withOptions(others, nil))
	got := withOptions(others, map[string]string{"engine": "", "arguments": "--x y"})
	require.Equal(t, map[string]string{"main-class": "a.B", "arguments": "--x y"}, got[1].PropertyMap)
	require.Equal(t, "flink", others[1].PropertyMap["engine"], "what was given stays as it is")
	require.Len(t, withOptions(others, map[string]string{"engine": "", "main-class": ""}), 1)
	require.Equal(t, map[string]string{"engine": "flink"}, withOptions(nil, map[string]string{"engine": "flink"})[0].PropertyMap)
	require.ErrorContains(t, (&runOptions{engine: "spark"}).check(), "embedded or flink")
}

func TestMoment(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 21, 5, 0, 0, 0, time.UTC)
	for text, want := range map[string]time.Time{
		"": {}, "10m": now.Add(-10 * time.Minute), "1h30m": now.Add(-90 * time.Minute), "2d": now.AddDate(0, 0, -2),
		"2026-11-20T05:00:00Z": now.AddDate(0, 0, -1), "2026-11-20": time.Date(2026, 11, 20, 0, 0, 0, 0, time.Local),
	} {
		got, err := moment("since", text, now)
		require.NoError(t, err, text)
		require.True(t, want.Equal(got), "%s: %s", text, got)
	}
	for _, wrong := range []string{"soon", "-5m", "-2d", "2026-13-01"} {
		_, err := moment("since", wrong, now)
		require.ErrorContains(t, err, "--since")
	}
}

func validation(message string) error {
	return fmt.Errorf("create: %w", &client.Error{Operation: "CreateApplication", Code: model.CodeValidationException, Message: message})
}

func TestLocate(t *testing.T) {
	t.Parallel()
	c := &code{path: "orders.sql", script: "CREATE TABLE a;\n\nINSERT INTO b;\n\tSELEC 1;\n"}
	for name, test := range map[string]struct{ message, want string }{
		"a place": {"line 3, column 13: no table b", "orders.sql:3:13: no table b\n\n  1 | CREATE TABLE a;\n  2 | \n  3 | INSERT INTO b;\n    |             ^"},
		"after a tab": {
			"script.sql: line 4, column 2: what?", "orders.sql:4:2: what?\n\n  2 | \n  3 | INSERT INTO b;\n  4 | \tSELEC 1;\n    | \t^",
		},
		"the end of a line": {"line 1, column 99: ends", "orders.sql:1:99: ends\n\n  1 | CREATE TABLE a;\n    |                ^"},
		"no place":          {"there is no INSERT", "orders.sql is refused: there is no INSERT"},
		"another file":      {"line 77, column 1: x", "orders.sql is refused: line 77, column 1: x"},
		"inside a word":     {"deadline 1, column 1", "orders.sql is refused: deadline 1, column 1"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := explain(c.locate(validation(test.message), terminal.Paint{}))
			require.EqualError(t, err, test.want)
		})
	}
	other := errors.New("something else")
	require.Equal(t, other, c.locate(other, terminal.Paint{}))
}

func TestLoadCode(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write := func(name, content string) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
		return path
	}
	script, err := loadCode(write("a.sql", "SELECT 1"), nil)
	require.NoError(t, err)
	require.Equal(t, "SELECT 1", *script.creation().CodeContent.TextContent)
	zipped, err := loadCode(write("a.jar", "PK\x03\x04…"), nil)
	require.NoError(t, err)
	require.Equal(t, model.CodeContentTypeZIPFILE, *zipped.contentType())
	stored, err := loadCode("s3://bucket/path/to/app.jar", nil)
	require.NoError(t, err)
	require.Equal(t, "arn:aws:s3:::bucket", *stored.update().CodeContentUpdate.S3ContentLocationUpdate.BucketARNUpdate)
	require.Equal(t, "path/to/app.jar", *stored.update().CodeContentUpdate.S3ContentLocationUpdate.FileKeyUpdate)
	piped, err := loadCode("-", strings.NewReader("SELECT 2"))
	require.NoError(t, err)
	require.Equal(t, "SELECT 2", piped.script)
	for path, why := range map[string]string{
		"s3://bucket": "is not of the form", write("b.jar", "no archive"): "is no jar file", write("c.sql", ""): "is empty", filepath.Join(dir, "none"): "read the code",
	} {
		_, err := loadCode(path, nil)
		require.ErrorContains(t, err, why)
	}
}

// application is a description of one with this code, parallelism and properties.
func application(script string, parallelism int64, properties map[string]string) *model.ApplicationDetail {
	d := &model.ApplicationDetail{
		ApplicationName: new("orders"), ApplicationVersionId: new(int64(7)), ApplicationStatus: new(model.ApplicationStatusREADY),
		RuntimeEnvironment: new(model.RuntimeEnvironmentFLINK_1_20), ServiceExecutionRole: new("role"),
		ApplicationConfigurationDescription: &model.ApplicationConfigurationDescription{
			ApplicationCodeConfigurationDescription: &model.ApplicationCodeConfigurationDescription{
				CodeContentDescription: &model.CodeContentDescription{TextContent: &script},
			},
			FlinkApplicationConfigurationDescription: &model.FlinkApplicationConfigurationDescription{
				ParallelismConfigurationDescription: &model.ParallelismConfigurationDescription{Parallelism: &parallelism},
			},
		},
	}
	if properties != nil {
		d.ApplicationConfigurationDescription.EnvironmentPropertyDescriptions = &model.EnvironmentPropertyDescriptions{
			PropertyGroupDescriptions: []model.PropertyGroup{{PropertyGroupId: new("g"), PropertyMap: properties}},
		}
	}
	return d
}

func TestDifference(t *testing.T) {
	t.Parallel()
	wanted := func(script string, parallelism int64, properties ...string) *deployment {
		groups, err := propertyGroups(properties)
		require.NoError(t, err)
		return &deployment{
			name: "orders", parallelism: parallelism, code: &code{path: "orders.sql", script: script}, groups: groups, restore: restore{from: restoreLatest},
			given: func(flag string) bool {
				return flag == "parallelism" && parallelism > 0 || flag == "property" && len(properties) > 0
			},
		}
	}
	detail := application("A\nB\n", 2, map[string]string{"k": "v", "old": "x"})
	for name, test := range map[string]struct {
		wanted  *deployment
		changes []string
	}{
		"nothing":        {wanted("A\nB\n", 2, "g.k=v", "g.old=x"), nil},
		"left out flags": {wanted("A\nB\n", 0), nil},
		"code":           {wanted("A\nC\nD\n", 0), []string{"code: 2 lines added, 1 removed"}},
		"parallelism":    {wanted("A\nB\n", 4), []string{"parallelism: 2 → 4"}},
		"properties": {wanted("A\nB\n", 0, "g.k=w", "h.new=y"), []string{
			`property g.k: "v" → "w"`, "property g.old: removed", `property h.new: set to "y"`,
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in, changes := test.wanted.difference(detail)
			require.Equal(t, test.changes, changes)
			require.Equal(t, int64(7), *in.CurrentApplicationVersionId)
			require.Nil(t, in.RunConfigurationUpdate, "it does not run")
		})
	}
	running := application("A", 1, nil)
	running.ApplicationStatus = new(model.ApplicationStatusRUNNING)
	d := wanted("B", 0)
	d.restore = restore{from: "by-hand", allowNonRestored: true}
	in, _ := d.difference(running)
	require.Equal(t, "by-hand", *in.RunConfigurationUpdate.ApplicationRestoreConfiguration.SnapshotName)
	require.True(t, *in.RunConfigurationUpdate.FlinkRunConfiguration.AllowNonRestoredState)
}

func TestVersionTexts_leave_out_what_passes(t *testing.T) {
	t.Parallel()
	d := application("SELECT 1", 2, map[string]string{"k": "v"})
	d.CreateTimestamp = new(model.TimestampOf(time.Unix(1, 0)))
	configuration, script, err := versionTexts(d)
	require.NoError(t, err)
	require.Equal(t, "SELECT 1\n", script)
	require.Contains(t, configuration, "Parallelism: 2\n")
	require.Contains(t, configuration, "RuntimeEnvironment: FLINK-1_20\n")
	for _, gone := range []string{"Timestamp", "ApplicationStatus", "VersionId", "TextContent"} {
		require.NotContains(t, configuration, gone)
	}
}

func TestPaintDiff(t *testing.T) {
	t.Parallel()
	const text = "--- a\n+++ b\n@@ -1 +1 @@\n-x\n+y\n z"
	require.Equal(t, text, paintDiff(text, terminal.Paint{}))
	require.Equal(t, "\x1b[1m--- a\x1b[0m\n\x1b[1m+++ b\x1b[0m\n\x1b[36m@@ -1 +1 @@\x1b[0m\n\x1b[31m-x\x1b[0m\n\x1b[32m+y\x1b[0m\n z", paintDiff(text, terminal.Paint{On: true}))
}

func TestConfirm(t *testing.T) {
	t.Parallel()
	b := &base{in: strings.NewReader("y\n"), errOut: &strings.Builder{}}
	require.NoError(t, b.confirm(true, "Sure?"))
	require.ErrorContains(t, b.confirm(false, "Sure?"), "add --yes", "nobody is at a pipe")
}

// TestFlags_have_help holds every flag of every command to a text, and every command to an example.
func TestFlags_have_help(t *testing.T) {
	t.Parallel()
	root := &cobra.Command{Use: "penstock"}
	AddTo(root)
	require.NotEmpty(t, root.Commands())
	for _, c := range root.Commands() {
		if !c.Runnable() {
			require.NotEmpty(t, c.Long, c.Name())
			continue
		}
		require.NotEmpty(t, c.Example, c.Name())
		require.NotEmpty(t, c.GroupID, c.Name())
		for line := range strings.Lines(c.LocalFlags().FlagUsages()) {
			require.Regexp(t, `^\s+(-\w, )?\s*--[a-z-]+( \S+)?\s{2,}\S`, line, c.Name())
		}
	}
}

func TestHealth(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 21, 5, 0, 0, 0, time.UTC)
	stalled := newHealth(model.HealthSTALLED, new(model.HealthCauseINPUT), model.TimestampOf(now.Add(-7*time.Minute)), "About 5 records wait.")
	require.Equal(t, "INPUT", stalled.Cause)
	require.Equal(t, "stalled for 7m0s. About 5 records wait.", stalled.sentence(terminal.Paint{}, now))
	require.Equal(t, "-", (*health)(nil).word())
	require.Empty(t, (*health)(nil).sentence(terminal.Paint{}, now))
	healthy := newHealth(model.HealthHEALTHY, nil, model.TimestampOf(now), "Nothing holds the job up.")
	apps := []app{{Health: healthy}, {}, {Health: stalled}, {Health: healthy}}
	require.Equal(t, "1 stalled, 2 healthy", (&base{}).healthLine(apps))
	require.Equal(t, map[string]int{"STALLED": 1, "HEALTHY": 2}, healthCounts(apps))
}
