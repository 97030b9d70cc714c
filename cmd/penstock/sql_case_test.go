package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestSQLTest_tells_what_passes_and_what_does_not(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	for path, text := range map[string]string{
		"good/script.sql":   sink + "INSERT INTO sink VALUES (1, 'x');",
		"good/expected.txt": "[1, x]\n",
		"bad/script.sql":    sink + "INSERT INTO sink VALUES (2, 'x');",
		"bad/expected.txt":  "[1, x]\n",
	} {
		require.NoError(t, os.MkdirAll(filepath.Join(root, filepath.Dir(path)), 0o755))
		require.NoError(t, os.WriteFile(filepath.Join(root, path), []byte(text), 0o600))
	}
	run := func(args ...string) (string, error) {
		var out, errOut bytes.Buffer
		err := execute(t.Context(), "", &out, &errOut, append([]string{"sql", "test", root}, args...)...)
		require.Empty(t, errOut.String())
		return out.String(), err
	}
	out, err := run()
	require.Equal(t, exitError(1), err)
	require.Regexp(t, `^FAIL bad  \(.*\)\n     1 rows expected, 1 given; 1 missing \(-\), 1 too many \(\+\)\n     - \[1, x\]\n     \+ \[2, x\]\nok   good  \(.*\)\n1 passed, 1 failed\n$`, out)
	out, err = run("--run", "goo")
	require.NoError(t, err)
	require.Regexp(t, `^ok   good  \(.*\)\n1 passed, 0 failed\n$`, out)
	out, err = run("--update")
	require.NoError(t, err)
	require.Regexp(t, `^new  bad`, out)
	_, err = run("--parallelism", "2")
	require.NoError(t, err)
	_, err = run("--run", "nothing has this name")
	require.ErrorContains(t, err, "no case has a name that matches")
}

func TestSQLExplain(t *testing.T) {
	t.Parallel()
	var out, errOut bytes.Buffer
	require.NoError(t, execute(t.Context(), sink+"INSERT INTO sink VALUES (1, 'x');", &out, &errOut, "sql", "explain", "-"))
	require.Regexp(t, `^Sink.*sink`, out.String())
	require.Equal(t, exitError(1), execute(t.Context(), sink+"INSERT INTO sink SELEC 1;", &out, &errOut, "sql", "explain", "-"))
	require.Contains(t, errOut.String(), "stdin:2:18: ")
}
