package main

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestSQLFmt(t *testing.T) {
	t.Parallel()
	const pretty = "SELECT a FROM `t`; -- ${not:touched}\n"
	path := writeScript(t, "select  a from `t`; -- ${not:touched}")
	out, errOut, err := runSQL(t, "fmt", path)
	require.NoError(t, err, errOut)
	require.Equal(t, pretty, out)

	out, _, err = runSQL(t, "fmt", "--check", path)
	require.Equal(t, exitError(1), err)
	require.Equal(t, path+"\n", out)

	_, _, err = runSQL(t, "fmt", "--write", path)
	require.NoError(t, err)
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, pretty, string(text))
	out, _, err = runSQL(t, "fmt", "--check", path)
	require.NoError(t, err)
	require.Empty(t, out)

	wrong := writeScript(t, "select\nfrom;")
	_, errOut, err = runSQL(t, "fmt", wrong)
	require.Equal(t, exitError(1), err)
	require.Contains(t, errOut, wrong+":2:1: ")
}
