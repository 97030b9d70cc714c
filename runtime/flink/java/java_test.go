package java_test

import (
	"archive/zip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/flink/java"
)

func TestJAR_isBuiltOfTheSources(t *testing.T) {
	t.Parallel()
	path, err := java.InstallJAR(t.TempDir())
	require.NoError(t, err)
	archive, err := zip.OpenReader(path)
	require.NoError(t, err)
	defer archive.Close()
	file, err := archive.Open("META-INF/penstock-sources")
	require.NoError(t, err)
	built, err := io.ReadAll(file)
	require.NoError(t, err)
	digest, err := java.SourcesDigest(".")
	require.NoError(t, err)
	require.Equal(t, digest, strings.TrimSpace(string(built)), "run scripts/flink-java")
}

func TestInstallJAR_onceForAll(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "cache")
	first, err := java.InstallJAR(dir)
	require.NoError(t, err)
	second, err := java.InstallJAR(dir)
	require.NoError(t, err)
	require.Equal(t, first, second)
	files, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, files, 1)
}

// fake makes a Java of a version, by the file that tells it.
func fake(t *testing.T, release string) (home string) {
	t.Helper()
	home = t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(home, "bin"), 0o700))
	// What other tests start meanwhile would have the file open for writing for a moment, in which nobody can run it, so they wait.
	syscall.ForkLock.RLock()
	err := os.WriteFile(filepath.Join(home, "bin", "java"), []byte("#!/bin/sh\necho "+"'"+release+"'\n"), 0o700)
	syscall.ForkLock.RUnlock()
	require.NoError(t, err)
	return home
}

func TestFind(t *testing.T) {
	eight, seventeen := fake(t, `openjdk version "1.8.0_392"`), fake(t, `openjdk version "17.0.15" 2025-04-15`)
	broken := fake(t, "Segmentation fault")
	bins := func(homes ...string) string {
		for i := range homes {
			homes[i] = filepath.Join(homes[i], "bin")
		}
		return strings.Join(homes, string(os.PathListSeparator))
	}
	for name, c := range map[string]struct {
		home, path     string
		oldest, newest int
		major          int
		problem        string
	}{
		"the first in PATH that fits":    {path: bins(eight, seventeen), oldest: 11, newest: 21, major: 17},
		"an old one by its old name":     {path: bins(eight), oldest: 8, newest: 17, major: 8},
		"JAVA_HOME counts":               {home: seventeen, path: bins(eight), oldest: 8, newest: 17, major: 17},
		"JAVA_HOME that does not fit":    {home: eight, path: bins(seventeen), oldest: 11, newest: 21, problem: "has version 8. Apache Flink needs Java 11 to 21"},
		"none at all":                    {path: t.TempDir(), oldest: 8, newest: 17, problem: "There is no Java in PATH."},
		"one that is broken":             {path: bins(broken), oldest: 8, newest: 17, problem: "does not tell its version"},
		"one that is too new, by a year": {path: bins(seventeen), oldest: 8, newest: 11, problem: "has version 17"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("JAVA_HOME", c.home)
			t.Setenv("PATH", c.path+string(os.PathListSeparator)+"/bin-that-is-not")
			machine, err := java.Find(t.Context(), c.oldest, c.newest)
			if c.problem != "" {
				var unfit *java.UnfitError
				require.ErrorAs(t, err, &unfit)
				require.Contains(t, unfit.Reason, c.problem)
				return
			}
			require.NoError(t, err)
			require.Equal(t, c.major, machine.Major)
		})
	}
}
