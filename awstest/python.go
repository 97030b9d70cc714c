package awstest

import (
	"bytes"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

var python = sync.OnceValues(func() (string, error) {
	_, file, _, _ := runtime.Caller(0)
	script := exec.Command(filepath.Join(filepath.Dir(file), "..", "scripts", "python"))
	var out, errs bytes.Buffer
	script.Stdout, script.Stderr = &out, &errs
	if err := script.Run(); err != nil {
		return errs.String(), err
	}
	return strings.TrimSpace(out.String()), nil
})

// Python returns the path of the tests' Python interpreter. Commands of its packages, such as aws and schemathesis, are
// beside it.
func Python(t testing.TB) string {
	t.Helper()
	path, err := python()
	require.NoError(t, err, path)
	return path
}

// Command returns the path of a command that one of the Python packages brings, such as aws.
func Command(t testing.TB, name string) string {
	t.Helper()
	return filepath.Join(filepath.Dir(Python(t)), name)
}
