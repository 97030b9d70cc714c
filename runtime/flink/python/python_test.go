package python

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/flink/distribution"
)

// pinned is a package in a list, and digest one of its digests.
var (
	pinned = regexp.MustCompile(`^[a-z0-9-]+==[0-9][0-9.a-z]*( ; .*)? \\$`)
	digest = regexp.MustCompile(`^    --hash=sha256:[0-9a-f]{64}( \\)?$`)
)

func TestRequirements_arePinned(t *testing.T) {
	t.Parallel()
	require.NotEmpty(t, Runtimes())
	for _, runtime := range Runtimes() {
		v, known := distribution.Find(runtime)
		require.True(t, known)
		list, err := Requirements(v)
		require.NoError(t, err)
		require.Contains(t, string(list), "apache-flink=="+v.Number+" ")
		require.NotContains(t, string(list), "apache-flink-libraries", "a distribution of Flink is there")
		for line := range strings.Lines(strings.TrimSpace(string(list))) {
			line = strings.TrimRight(line, "\n")
			require.Truef(t, pinned.MatchString(line) || digest.MatchString(line), "%q", line)
		}
	}
}

func TestUnknown(t *testing.T) {
	t.Parallel()
	v, known := distribution.Find("FLINK-1_19")
	require.True(t, known)
	_, err := Installed(v, t.TempDir())
	var unknown *UnknownError
	require.ErrorAs(t, err, &unknown)
	require.Contains(t, err.Error(), "FLINK-1_20")
	_, err = Install(t.Context(), v, Options{Cache: t.TempDir()})
	require.ErrorAs(t, err, &unknown)
}

func TestInstalled(t *testing.T) {
	t.Parallel()
	v, _ := distribution.Find("FLINK-1_20")
	cache := t.TempDir()
	_, err := Installed(v, cache)
	var absent *NotInstalledError
	require.ErrorAs(t, err, &absent)
	require.Contains(t, err.Error(), "penstock runtime install FLINK-1_20 --python")
	w, _ := find(v)
	name, err := w.folder(11)
	require.NoError(t, err)
	bin := filepath.Join(distribution.Folder(cache), name, environmentFolder, "bin")
	require.NoError(t, os.MkdirAll(bin, 0o700))
	require.NoError(t, os.Symlink(filepath.Join(bin, "gone"), filepath.Join(bin, "python")))
	_, err = Installed(v, cache)
	require.ErrorAs(t, err, &absent, "the Python that it was made with is gone")
	require.NoError(t, os.WriteFile(filepath.Join(bin, "gone"), nil, 0o700))
	found, err := Installed(v, cache)
	require.NoError(t, err)
	require.Equal(t, filepath.Join(bin, "python"), found.Interpreter)
	require.True(t, strings.HasSuffix(found.JAR, "flink-python-1.20.3.jar"))
}

// fake makes a Python that says something when it is asked.
func fake(t *testing.T, dir, name, says string) {
	t.Helper()
	require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+says+"\n"), 0o700))
}

func TestFind(t *testing.T) {
	version := func(minor int) string { return fmt.Sprintf("echo 3 %d /usr/bin/python3.%d", minor, minor) }
	for name, c := range map[string]struct {
		named, eleven, three string
		minor                int
		problem              string
	}{
		"by its name":                    {eleven: version(11), three: version(13), minor: 11},
		"the one that the machine has":   {three: version(11), minor: 11},
		"none at all":                    {problem: "There is no Python 3.11 in PATH"},
		"another version":                {three: version(13), problem: "There is no Python 3.11 in PATH"},
		"named":                          {named: version(11), three: version(13), minor: 11},
		"named, of another version":      {named: version(9), eleven: version(11), problem: "has version 3.9. Programs need Python 3.11"},
		"without venv":                   {eleven: `echo "ModuleNotFoundError: No module named 'ensurepip'"; exit 1`, problem: "No module named 'ensurepip'"},
		"one that is broken, then a fit": {eleven: "exit 127", three: version(11), minor: 11},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			for file, says := range map[string]string{"named": c.named, "python3.11": c.eleven, "python3": c.three} {
				if says != "" {
					fake(t, dir, file, says)
				}
			}
			t.Setenv("PATH", dir)
			t.Setenv(Variable, "")
			if c.named != "" {
				t.Setenv(Variable, filepath.Join(dir, "named"))
			}
			found, err := Find(t.Context(), []int{11})
			if c.problem != "" {
				var unfit *UnfitError
				require.ErrorAs(t, err, &unfit)
				require.Contains(t, unfit.Reason, c.problem)
				return
			}
			require.NoError(t, err)
			require.Equal(t, c.minor, found.Minor)
		})
	}
}
