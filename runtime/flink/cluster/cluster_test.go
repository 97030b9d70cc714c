package cluster

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/runtime/flink/assembly"
)

func TestParseMessage(t *testing.T) {
	t.Parallel()
	text := func(s string) *string { return &s }
	for line, want := range map[string]message{
		`{"event":"rpc","port":123}`: {Event: eventRPC, Port: 123},
		`{"out":"a row"}`:            {Out: text("a row")},
		`{"err":""}`:                 {Err: text("")},
		`# a JVM crashed`:            {Out: text("# a JVM crashed")},
		`{"json":"that a native library has written"}`: {Out: text(`{"json":"that a native library has written"}`)},
	} {
		require.Equal(t, want, parseMessage([]byte(line)))
	}
	m := parseMessage([]byte(`{"log":"FATAL","time":1700000000000,"logger":"a.B","thread":"main","message":"no","throwable":["x","\tat y"]}`))
	e := m.entry()
	require.Equal(t, "ERROR", e.MessageType)
	require.Equal(t, time.UnixMilli(1_700_000_000_000).UTC(), e.Time)
	require.Equal(t, []string{"x", "\tat y"}, e.ThrowableInformation)
}

func FuzzParseMessage(f *testing.F) {
	f.Add([]byte(`{"event":"rpc","port":123}`))
	f.Add([]byte("\xff"))
	f.Fuzz(func(t *testing.T, line []byte) {
		m := parseMessage(line)
		require.True(t, m.Event != "" || m.Log != "" || m.Out != nil || m.Err != nil, "a line is something")
	})
}

func TestReadLines_cutsWhatIsTooLong(t *testing.T) {
	t.Parallel()
	var got []int
	readLines(strings.NewReader("a\r\n\n"+strings.Repeat("b", longestLine+5)+"\nc"), func(line []byte) { got = append(got, len(line)) })
	require.Equal(t, []int{1, longestLine, 5, 1}, got)
}

func TestPauses_growWhileEndsComeSoon(t *testing.T) {
	t.Parallel()
	p, now := pauses{}, time.Now()
	require.Equal(t, shortestReplacement, p.next(0, now))
	require.Greater(t, p.next(0, now.Add(time.Second)), shortestReplacement)
	for range 20 {
		require.LessOrEqual(t, p.next(0, now.Add(2*time.Second)), longestReplacement)
	}
	require.Equal(t, shortestReplacement, p.next(1, now), "another one has its own")
	require.Equal(t, shortestReplacement, p.next(0, now.Add(time.Hour)))
}

// onDisk is the storage of clusters whose state lies in folders.
func onDisk(t *testing.T) storage {
	t.Helper()
	s, err := openStorage(t.Context(), assembly.Spec{}, nil)
	require.NoError(t, err)
	return s
}

func TestNewestCheckpoint(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	uri := "file://" + filepath.ToSlash(dir)
	newest, err := onDisk(t).newestCheckpoint(uri, "job")
	require.NoError(t, err)
	require.Empty(t, newest)
	for _, name := range []string{"chk-9/_metadata", "chk-10/_metadata", "chk-11/part", "shared/x", "chk-x/_metadata"} {
		file := filepath.Join(dir, "job", name)
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o700))
		require.NoError(t, os.WriteFile(file, nil, 0o600))
	}
	newest, err = onDisk(t).newestCheckpoint(uri, "job")
	require.NoError(t, err)
	require.Equal(t, uri+"/job/chk-10", newest)
}

func TestCheckSavepoint(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		content string
		refused bool
	}{
		"Flink's":          {"\x49\x60\x67\x2d\x00\x00\x00\x04", false},
		"another engine's": {"{\"version\":1}", true},
		"an empty one":     {"", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			require.NoError(t, os.WriteFile(filepath.Join(dir, "_metadata"), []byte(c.content), 0o600))
			err := onDisk(t).checkSavepoint(checkpoint.Files{}, "file://"+filepath.ToSlash(dir), nil)
			require.Equal(t, c.refused, err != nil, "%v", err)
		})
	}
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "_metadata"), []byte("\x49\x60\x67\x2d"), 0o600))
	require.ErrorIs(t, onDisk(t).checkSavepoint(checkpoint.Files{}, "file://"+filepath.ToSlash(dir), []byte("another")), checkpoint.ErrReplaced)
	require.NoError(t, onDisk(t).checkSavepoint(checkpoint.Files{}, "", nil))
	require.NoError(t, onDisk(t).checkSavepoint(checkpoint.Files{}, "file:///gone/chk-1", nil), "Flink tells")
	require.NoError(t, onDisk(t).checkSavepoint(checkpoint.Files{}, "s3://bucket/chk-1", nil))
}

// A directory that was taken away is missed, also when a JVM has made one of the same name since.
func TestKeeper_orphaned(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "cluster")
	require.NoError(t, os.Mkdir(dir, 0o700))
	held, err := os.Open(dir) // as by a process that works in it
	require.NoError(t, err)
	defer held.Close()
	place, err := held.Stat()
	require.NoError(t, err)
	k := &keeper{dir: dir, place: place}
	require.False(t, k.orphaned())
	require.NoError(t, os.Remove(dir))
	require.True(t, k.orphaned())
	require.NoError(t, os.Mkdir(dir, 0o700))
	require.True(t, k.orphaned())
}
