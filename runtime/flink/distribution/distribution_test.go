package distribution

import (
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/maven"
)

func TestVersions_areWhole(t *testing.T) {
	t.Parallel()
	for _, v := range Versions() {
		all, digits, err := v.artifacts()
		require.NoError(t, err)
		require.Len(t, digits, 8)
		folders := map[string]int{}
		names := map[string]bool{}
		for _, a := range all {
			require.Len(t, a.SHA256, 64)
			require.Positive(t, a.Size)
			require.False(t, names[a.file()], "two files %s", a.file())
			names[a.file()] = true
			folders[a.folder]++
			require.Truef(t, filepath.IsLocal(a.file()) && path.Ext(a.Path) == ".jar", "%s", a.Path)
		}
		require.Greater(t, folders["lib"], 40)
		require.Equal(t, 1, folders["plugins/s3-fs-hadoop"])
		require.True(t, names["lib/flink-runtime-"+v.Number+".jar"])
		found, known := Find(v.Runtime)
		require.True(t, known)
		require.Equal(t, v, found)
		require.True(t, strings.HasPrefix(v.Number, v.Minor()+"."))
	}
	_, known := Find("FLINK-1_6")
	require.False(t, known)
}

// published is an unpacked distribution as Flink's project has it.
func published(t *testing.T, version string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"lib/flink-dist-" + version + ".jar", "lib/log4j-core.jar", "plugins/s3/s3.jar", "bin/flink"} {
		file := filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o700))
		require.NoError(t, os.WriteFile(file, []byte(name), 0o600))
	}
	return dir
}

func TestInstall_fromAPublishedDistribution(t *testing.T) {
	t.Parallel()
	v, _ := Find("FLINK-1_20")
	o := Options{Cache: t.TempDir(), From: published(t, "1.20.2")}
	_, err := Installed(v, o.Cache)
	var absent *NotInstalledError
	require.ErrorAs(t, err, &absent)
	require.Contains(t, err.Error(), "penstock runtime install FLINK-1_20")
	d, err := Install(t.Context(), v, o)
	require.NoError(t, err)
	jars, err := d.ClassPath()
	require.NoError(t, err)
	require.Equal(t, []string{filepath.Join(d.Dir, "lib", "flink-dist-1.20.2.jar"), filepath.Join(d.Dir, "lib", "log4j-core.jar")}, jars)
	require.FileExists(t, filepath.Join(d.Plugins(), "s3", "s3.jar"))
	again, err := Install(t.Context(), v, Options{Cache: o.Cache, From: "/nowhere"})
	require.NoError(t, err, "it is there")
	require.Equal(t, d, again)
}

func TestInstall_refuses(t *testing.T) {
	t.Parallel()
	v, _ := Find("FLINK-1_20")
	flat := t.TempDir()
	all, _, err := v.artifacts()
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(flat, all[0].Name()), []byte("evil"), 0o600))
	for name, c := range map[string]struct{ from, problem string }{
		"a distribution of another version":  {published(t, "1.19.1"), "is a Flink 1.19, not 1.20"},
		"a folder that is not there":         {filepath.Join(flat, "gone"), "no such file"},
		"a folder that does not have them":   {t.TempDir(), "is not in"},
		"a file that is not what was pinned": {flat, "is not"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cache := t.TempDir()
			_, err := Install(t.Context(), v, Options{Cache: cache, From: c.from})
			require.ErrorContains(t, err, c.problem)
			_, err = Installed(v, cache)
			var absent *NotInstalledError
			require.ErrorAs(t, err, &absent, "nothing is there under its name")
		})
	}
}

func TestInstall_takesTurns(t *testing.T) {
	t.Parallel()
	v, _ := Find("FLINK-1_19")
	cache, from := t.TempDir(), published(t, "1.19.1")
	errs := make(chan error, 8)
	for range cap(errs) {
		go func() {
			_, err := Install(t.Context(), v, Options{Cache: cache, From: from})
			errs <- err
		}()
	}
	for range cap(errs) {
		require.NoError(t, <-errs)
	}
	entries, err := filepath.Glob(filepath.Join(Folder(cache), "[!.]*"))
	require.NoError(t, err)
	require.Len(t, entries, 1)
}

func TestTake_fromARepository(t *testing.T) {
	t.Parallel()
	from := t.TempDir()
	a := placed{maven.Artifact{Path: "org/example/a/1/a-1.jar", Size: 4, SHA256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}, "lib"}
	file := filepath.Join(from, filepath.FromSlash(a.Path))
	require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o700))
	require.NoError(t, os.WriteFile(file, []byte("test"), 0o600))
	to := filepath.Join(t.TempDir(), "lib", "a-1.jar")
	got := int64(0)
	require.NoError(t, take(from, a, to, func(n int64) { got += n }))
	require.FileExists(t, to)
	require.EqualValues(t, 4, got)
}
