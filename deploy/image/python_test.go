package image_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/deploy/image"
)

// An environment of Python takes along what it was made of, and what starts functions.
func TestPython(t *testing.T) {
	t.Parallel()
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("there is no python3 in PATH")
	}
	environment := filepath.Join(t.TempDir(), "environment")
	out, err := exec.CommandContext(t.Context(), python, "-m", "venv", "--without-pip", environment).CombinedOutput()
	if err != nil {
		t.Skipf("this machine's Python has no venv: %s", out)
	}
	files, err := image.Python(t.Context(), filepath.Join(environment, "bin", "python"))
	require.NoError(t, err)
	targets := map[string]image.File{}
	for _, f := range files {
		_, err := os.Stat(f.Source)
		require.NoError(t, err)
		targets[f.Target] = f
	}
	require.True(t, targets[environment].Dated, "Python knows what it has compiled by times")
	require.Contains(t, targets, "/bin/sh")
	require.Contains(t, targets, "/usr/bin/env")
	part := func(name string) bool {
		for target := range targets {
			if filepath.Base(target) == name || strings.HasPrefix(filepath.Base(target), name+".so") {
				return true
			}
		}
		return false
	}
	require.True(t, part("encodings"), "Python's own library")
	require.True(t, part("libc"), "what programs are linked with")
	require.False(t, part("site-packages"), "packages of the machine's owner")

	_, err = image.Python(t.Context(), filepath.Join(environment, "bin", "none"))
	require.ErrorContains(t, err, environment)
}
