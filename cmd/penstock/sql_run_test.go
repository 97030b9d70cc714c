package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// execute runs a command line in this process.
func execute(ctx context.Context, stdin string, stdout, stderr *bytes.Buffer, args ...string) error {
	root := newRootCommand()
	root.SetArgs(args)
	root.SetIn(strings.NewReader(stdin))
	root.SetOut(stdout)
	root.SetErr(stderr)
	return root.ExecuteContext(ctx)
}

const sink = "CREATE TABLE sink (a INT, b STRING) WITH ('connector' = 'print');\n"

func TestSQLRun(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name, script string
		flags        []string
		out, errOut  string
		err          error
	}{
		{
			name: "rows", script: sink + "INSERT INTO sink VALUES (1, 'x'), (CAST(NULL AS INT), 'y');",
			out: "+I[1, x]\n+I[null, y]\n",
		},
		{
			name: "a property", script: sink + "INSERT INTO sink VALUES (1, '${g:k}');", flags: []string{"--property", "g:k=it's = fine"},
			out: "+I[1, it's = fine]\n",
		},
		{name: "a property that is not there", script: sink + "\nINSERT INTO sink VALUES (1, '${g:k}');", errOut: `FILE:3:30: the application has no runtime property "k"`, err: exitError(1)},
		{name: "syntax", script: sink + "INSERT INTO sink SELEC 1;", errOut: "FILE:2:18: ", err: exitError(1)},
		{name: "an unknown column", script: sink + "INSERT INTO sink SELECT a, nope FROM (VALUES (1, 'x')) AS t (a, b);", errOut: "FILE:2:28: ", err: exitError(1)},
		{name: "a failure", script: sink + "INSERT INTO sink SELECT a / 0, 'x' FROM (VALUES (1)) AS t (a);", errOut: "FILE: ", err: exitError(1)},
		{name: "a query that stands alone", script: "SELECT a, a + 1, a FROM (VALUES (1)) AS t (a);", out: "+I[1, 2, 1]\n"},
		{name: "nothing to run", script: sink, errOut: "FILE: nothing to run"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "script.sql")
			require.NoError(t, os.WriteFile(path, []byte(c.script), 0o600))
			var out, errOut bytes.Buffer
			err := execute(t.Context(), "", &out, &errOut, append([]string{"sql", "run", path}, c.flags...)...)
			require.Equal(t, c.out, out.String())
			require.True(t, strings.HasPrefix(errOut.String(), strings.ReplaceAll(c.errOut, "FILE", path)), errOut.String())
			require.Equal(t, c.err, err)
		})
	}
}

func TestSQLRun_reads_standard_input(t *testing.T) {
	t.Parallel()
	var out, errOut bytes.Buffer
	require.NoError(t, execute(t.Context(), sink+"INSERT INTO sink VALUES (1, 'x');", &out, &errOut, "sql", "run", "-"))
	require.Equal(t, "+I[1, x]\n", out.String())
	require.Equal(t, exitError(1), execute(t.Context(), "nonsense", &out, &errOut, "sql", "run", "-"))
	require.True(t, strings.HasPrefix(errOut.String(), "stdin:1:1: "), errOut.String())
}

func TestSQLRun_ends_when_it_is_interrupted(t *testing.T) {
	t.Parallel()
	const endless = `CREATE TABLE numbers (n INT) WITH ('connector' = 'datagen', 'rows-per-second' = '10');
CREATE TABLE nowhere (n INT) WITH ('connector' = 'blackhole');
INSERT INTO nowhere SELECT n FROM numbers;`
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out, errOut bytes.Buffer
	require.Equal(t, interrupted, execute(ctx, endless, &out, &errOut, "sql", "run", "-"))
	require.Empty(t, errOut.String())
}

func TestSQLRun_refuses_wrong_flags(t *testing.T) {
	t.Parallel()
	for _, flags := range [][]string{{"--property", "x"}, {"--property", "x=y"}, {"-p", "0"}, {"--batch-size", "-1"}} {
		var out, errOut bytes.Buffer
		err := execute(t.Context(), sink+"INSERT INTO sink VALUES (1, 'x');", &out, &errOut, append([]string{"sql", "run", "-"}, flags...)...)
		require.Error(t, err, "%v", flags)
		require.Empty(t, out.String())
	}
}

// What only the reader of a file knows is no matter for who writes it.
func TestSQLRun_writes_to_a_table_with_virtual_metadata(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	var out, errOut bytes.Buffer
	script := "CREATE TABLE files (a INT, name STRING METADATA FROM 'file.name' VIRTUAL) WITH " +
		"('connector' = 'filesystem', 'path' = '" + dir + "', 'format' = 'csv');\nINSERT INTO files VALUES (7);"
	require.NoError(t, execute(t.Context(), script, &out, &errOut, "sql", "run", "-"), &errOut)
	parts, err := filepath.Glob(filepath.Join(dir, "part-*"))
	require.NoError(t, err)
	require.Len(t, parts, 1)
	text, err := os.ReadFile(parts[0])
	require.NoError(t, err)
	require.Equal(t, "7\n", string(text))
}

func TestVersion(t *testing.T) {
	t.Parallel()
	var out, errOut bytes.Buffer
	require.NoError(t, execute(t.Context(), "", &out, &errOut, "version"))
	require.Regexp(t, `^penstock \S+ \(revision .+, go1\.\d+`, out.String())
}

// Every command says what it is for, and those that do something show how.
func TestHelp(t *testing.T) {
	t.Parallel()
	root := newRootCommand()
	for _, cmd := range root.Commands() {
		require.NotEmpty(t, cmd.Short, cmd.Name())
		for _, leaf := range append(cmd.Commands(), cmd) {
			if leaf.Runnable() {
				require.NotEmpty(t, leaf.Example, leaf.CommandPath())
			}
		}
	}
}
