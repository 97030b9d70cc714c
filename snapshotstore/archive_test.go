package snapshotstore

import (
	"archive/tar"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle/fault"
)

// archiveOf writes an archive of files in clear.
func archiveOf(t testing.TB, names ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := newArchiveWriter(&out, time.Unix(1, 0))
	require.NoError(t, w.document(ManifestName, &Manifest{Version: manifestVersion, Runtime: "FLINK-1_20", Format: formatPenstock}))
	for _, name := range names {
		require.NoError(t, w.copy(strings.NewReader("content of "+name), name))
	}
	require.NoError(t, w.close())
	return out.Bytes()
}

// readArchive reads an archive to its end, and tells how much there was in its files.
func readArchive(from io.Reader) (size int64, err error) {
	r := newArchiveReader(from)
	if _, err := r.manifest(); err != nil {
		return 0, err
	}
	for {
		file, err := r.file()
		if file == nil || err != nil {
			return size, err
		}
		if err := file.finish(); err != nil {
			return size, err
		}
		size += file.size
	}
}

func TestArchive_HolesAreRefused(t *testing.T) {
	t.Parallel()
	const claimed = "1099511627776"
	var out bytes.Buffer
	w := newArchiveWriter(&out, time.Unix(1, 0))
	require.NoError(t, w.document(ManifestName, &Manifest{Version: manifestVersion, Runtime: "FLINK-1_20", Format: formatPenstock}))
	content := append([]byte("0\n"), make([]byte, 510)...) // a map of no pieces
	require.NoError(t, w.tar.WriteHeader(&tar.Header{
		Typeflag: tar.TypeReg, Name: "files/a/000000", Size: int64(len(content)), Format: tar.FormatPAX,
		PAXRecords: map[string]string{"XNU.sparse.major": "1", "XNU.sparse.minor": "0", "XNU.sparse.realsize": claimed},
	}))
	_, err := w.tar.Write(content)
	require.NoError(t, err)
	require.NoError(t, w.close())
	// The package that writes tar files writes no holes.
	archive := bytes.ReplaceAll(out.Bytes(), []byte("XNU.sparse."), []byte("GNU.sparse."))

	from := tar.NewReader(bytes.NewReader(archive))
	_, err = from.Next()
	require.NoError(t, err)
	h, err := from.Next()
	require.NoError(t, err)
	require.Equal(t, claimed, fmt.Sprint(h.Size), "it is what it was meant to be")
	_, err = readArchive(bytes.NewReader(archive))
	require.True(t, fault.Is(err, fault.InvalidArgumentKind), "%v", err)
	require.ErrorContains(t, err, "holes")
}

func TestArchive_FilesAreThereOnceAndNotTooMany(t *testing.T) {
	t.Parallel()
	size, err := readArchive(bytes.NewReader(archiveOf(t, "a", "b")))
	require.NoError(t, err)
	require.EqualValues(t, len("content of a")+len("content of b"), size)
	_, err = readArchive(bytes.NewReader(archiveOf(t, "a", "b", "a")))
	require.ErrorContains(t, err, "file a is there twice")

	r := newArchiveReader(bytes.NewReader(archiveOf(t, "a")))
	_, err = r.manifest()
	require.NoError(t, err)
	for n := range maxFiles {
		r.names[fmt.Sprint(n)] = true
	}
	_, err = r.file()
	require.ErrorContains(t, err, "more than")
}

// What goes wrong with whoever sends an archive is not said to be wrong with the archive.
func TestArchive_SenderFails(t *testing.T) {
	t.Parallel()
	archive, lost := archiveOf(t, "a"), errors.New("the connection was lost")
	for n := 0; n < len(archive); n += 100 {
		_, err := readArchive(io.MultiReader(bytes.NewReader(archive[:n]), failing{lost}))
		if err == nil {
			require.Greater(t, n, len(archive)-2048, "but for the end of a tar file, which nobody reads")
			continue
		}
		require.ErrorIs(t, err, lost, "after %d bytes", n)
		require.False(t, fault.Is(err, fault.InvalidArgumentKind))
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func TestParseManifest_RefusesWhatIsNotWrittenDown(t *testing.T) {
	t.Parallel()
	const whole = `{"version":1,"runtimeEnvironment":"FLINK-1_20","format":"penstock","parallelism":3,"snapshotName":"a","applicationArn":"arn"}`
	_, err := ParseManifest([]byte(whole))
	require.NoError(t, err)
	for given, instead := range map[string]string{
		`"FLINK-1_20"`:       `"FLINK-1_20 and more"`,
		`"parallelism":3`:    `"parallelism":2147483648`,
		`"snapshotName":"a"`: `"snapshotName":"a\u0000b"`,
		`"arn"`:              `"` + strings.Repeat("a", maxText+1) + `"`,
		`"version":1`:        `"version":2`,
		`"penstock"`:         `"other"`,
	} {
		_, err := ParseManifest([]byte(strings.Replace(whole, given, instead, 1)))
		require.True(t, fault.Is(err, fault.InvalidArgumentKind), "%s: %v", instead, err)
	}
}

// FuzzArchive reads anything as an archive: it ends, is refused by what is wrong with it, and gives no more than was sent.
func FuzzArchive(f *testing.F) {
	f.Add(archiveOf(f, "a", "_metadata"))
	f.Add(archiveOf(f))
	f.Add([]byte("no archive"))
	f.Fuzz(func(t *testing.T, content []byte) {
		size, err := readArchive(bytes.NewReader(content))
		require.LessOrEqual(t, size, int64(len(content)))
		if err != nil {
			require.True(t, fault.Is(err, fault.InvalidArgumentKind), "%v", err)
		}
	})
}
