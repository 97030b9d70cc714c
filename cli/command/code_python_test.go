package command

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/model"
)

// namesIn are the entries of an archive.
func namesIn(t *testing.T, archive []byte) (names []string) {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	require.NoError(t, err)
	for _, f := range r.File {
		names = append(names, f.Name)
	}
	return names
}

func TestLoadCode_python(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, name := range []string{"main.py", "dep/words.py", "__pycache__/main.pyc", ".git/config", ".env", "other.py"} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o700))
		require.NoError(t, os.WriteFile(file, []byte("# "+name), 0o600))
	}
	folder, err := loadCode(dir, nil)
	require.NoError(t, err)
	require.Equal(t, []string{"dep/words.py", "main.py", "other.py"}, namesIn(t, folder.zipped))
	require.Equal(t, "main.py", folder.program)
	again, err := loadCode(dir, nil)
	require.NoError(t, err)
	require.Equal(t, folder.zipped, again.zipped, "deploying the same again changes nothing")
	file, err := loadCode(filepath.Join(dir, "other.py"), nil)
	require.NoError(t, err)
	require.Equal(t, []string{"other.py"}, namesIn(t, file.zipped))
	require.Equal(t, "other.py", file.program)
	_, err = loadCode(filepath.Join(dir, "dep"), nil)
	require.ErrorContains(t, err, "a folder without a main.py")
	_, err = loadCode(filepath.Join(dir, "gone.py"), nil)
	require.ErrorIs(t, err, os.ErrNotExist)
}

func TestProgramIn(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		entries []string
		program string
	}{
		"its main":              {[]string{"other.py", "main.py", "lib/all.jar"}, "main.py"},
		"the only one":          {[]string{"count.py", "dep/a.py"}, "count.py"},
		"two":                   {[]string{"a.py", "b.py"}, ""},
		"in a folder":           {[]string{"app/main.py"}, ""},
		"a JAR with a Python":   {[]string{"META-INF/MANIFEST.MF", "main.py"}, ""},
		"scripts with a Python": {[]string{"a.sql", "main.py"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var packed bytes.Buffer
			w := zip.NewWriter(&packed)
			for _, entry := range c.entries {
				_, err := w.Create(entry)
				require.NoError(t, err)
			}
			require.NoError(t, w.Close())
			require.Equal(t, c.program, programIn(packed.Bytes()))
		})
	}
}

func TestWithProgram(t *testing.T) {
	t.Parallel()
	named, err := propertyGroups([]string{"kinesis.analytics.flink.run.options.pyModule=orders", "a.b=c"})
	require.NoError(t, err)
	require.Equal(t, named, withProgram(named, "main.py"), "what is said counts")
	others, err := propertyGroups([]string{"kinesis.analytics.flink.run.options.pyFiles=dep/"})
	require.NoError(t, err)
	require.Equal(t, []model.PropertyGroup{
		{PropertyGroupId: new(pythonGroup), PropertyMap: map[string]string{"pyFiles": "dep/", "python": "main.py"}},
	}, withProgram(others, "main.py"))
	require.Empty(t, withProgram(nil, ""))
}
