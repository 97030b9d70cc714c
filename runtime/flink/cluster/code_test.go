package cluster

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/flink/assembly"
	"github.com/penstock/penstock/runtime/flink/distribution"
)

// jarWith writes a JAR of empty entries.
func jarWith(t *testing.T, names ...string) string {
	t.Helper()
	var text bytes.Buffer
	w := zip.NewWriter(&text)
	for _, name := range names {
		_, err := w.Create(name)
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	path := filepath.Join(t.TempDir(), assembly.CodeFile)
	require.NoError(t, os.WriteFile(path, text.Bytes(), 0o600))
	return path
}

func TestCheckCode(t *testing.T) {
	t.Parallel()
	many := make([]string, mostLibraries+1)
	for i := range many {
		many[i] = fmt.Sprintf("lib/d%d.jar", i)
	}
	part, err := os.ReadFile(jarWith(t, "A.class"))
	require.NoError(t, err)
	broken := filepath.Join(t.TempDir(), assembly.CodeFile)
	require.NoError(t, os.WriteFile(broken, part[:len(part)-10], 0o600))
	for name, c := range map[string]struct{ path, problem string }{
		"a JAR":                              {jarWith(t, "META-INF/MANIFEST.MF", "a/B.class", "lib/c.jar"), ""},
		"many dependencies":                  {jarWith(t, many...), "more than 2000 JARs"},
		"a part of a JAR":                    {broken, "is not a JAR"},
		"an entry that escapes":              {jarWith(t, "lib/../../../etc/passwd"), "outside of it"},
		"an entry that escapes on Windows":   {jarWith(t, `lib\..\..\x.jar`), "outside of it"},
		"dots that are part of a name":       {jarWith(t, "a/..b/c...class"), ""},
		"an absolute name, which is ignored": {jarWith(t, "/META-INF/x"), ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := checkCode(filepath.Dir(c.path), nil, checkJAR)
			if c.problem == "" {
				require.NoError(t, err)
				return
			}
			var wrong *BrokenError
			require.ErrorAs(t, err, &wrong)
			require.Contains(t, wrong.Reason, c.problem)
		})
	}
}

// What an archive says of the size of its entries is not believed.
func TestUnpackedSize_isCounted(t *testing.T) {
	t.Parallel()
	var text bytes.Buffer
	w := zip.NewWriter(&text)
	entry, err := w.Create("lib/bomb.jar")
	require.NoError(t, err)
	_, err = entry.Write(make([]byte, 1<<20))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	archive, err := zip.NewReader(bytes.NewReader(text.Bytes()), int64(text.Len()))
	require.NoError(t, err)
	size, err := unpackedSize(archive.File[0], 1<<30)
	require.NoError(t, err)
	require.EqualValues(t, 1<<20, size)
	size, err = unpackedSize(archive.File[0], 1000)
	require.NoError(t, err)
	require.EqualValues(t, 1000, size)
}

func TestAdvise(t *testing.T) {
	t.Parallel()
	v, _ := distribution.Find("FLINK-1_20")
	for reason, want := range map[string]string{
		"java.lang.UnsupportedClassVersionError: a/B has been compiled by a more recent version of the Java Runtime " +
			"(class file version 65.0), this version of the Java Runtime only recognizes class file versions up to 61.0": "compiled for Java 21, and Java 17 runs it",
		"java.lang.NoSuchMethodError: 'void org.apache.flink.api.common.X.y()'": "another version of Apache Flink than the 1.20.3",
		"java.lang.NoClassDefFoundError: org/apache/flink/util/Gone":            "build it for Flink 1.20",
		"java.lang.NoClassDefFoundError: com/example/Gone":                      "a JAR with all dependencies",
		"java.lang.IllegalStateException: no":                                   "",
	} {
		got := advise(reason, "", v)
		require.Contains(t, got, reason)
		require.Contains(t, got, want)
		require.Equal(t, want == "", got == reason)
	}
	require.Contains(t, advise("It is for a newer Java.", "x: a/B has been compiled by a more recent version of the Java Runtime "+
		"(class file version 55.0), this version of the Java Runtime only recognizes class file versions up to 52.0", v), "for Java 11, and Java 8 runs it")
}

func TestBytesIn(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(dir, "a"), 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "a", "b"), make([]byte, 1000), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "c"), make([]byte, 24), 0o600))
	require.EqualValues(t, 1024, bytesIn(dir))
	require.Zero(t, bytesIn(filepath.Join(dir, "gone")))
	free, err := freeBytes(dir)
	require.NoError(t, err)
	require.Positive(t, free)
}

func TestTop(t *testing.T) {
	t.Parallel()
	require.Equal(t, "com.example.Spin.main(Spin.java:12)", top("\"main\" Id=1 RUNNABLE\n\tat com.example.Spin.main(Spin.java:12)\n\tat x.Y.z(Y.java)\n"))
	require.Empty(t, top(""))
}
