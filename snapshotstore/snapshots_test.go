package snapshotstore_test

import (
	"archive/tar"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/snapshots"
	"github.com/penstock/penstock/snapshotstore"
	"github.com/penstock/penstock/snapshotstore/snapshotstoretest"
	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

// installation is a database with a root key and a directory of snapshots.
type installation struct {
	*testing.T
	*snapshotstoretest.Files

	database string
}

func newInstallation(t *testing.T) *installation {
	t.Helper()
	url := storetest.URL(t)
	return &installation{t, snapshotstoretest.New(t, storetest.OpenURL(t, url)), url}
}

func (i *installation) create(name string) *lifecycle.Application {
	i.Helper()
	a := &lifecycle.Application{AccountID: "000000000000", Region: "eu-west-1", Name: name}
	require.NoError(i, i.Store.InTx(i.Context(), func(tx *store.Tx) error {
		return tx.CreateApplication(i.Context(), a, &lifecycle.Version{ID: 1, Runtime: "FLINK-1_20", Document: []byte(`{}`)})
	}))
	return i.app(name)
}

func (i *installation) app(name string) *lifecycle.Application {
	i.Helper()
	a, err := i.Store.Application(i.Context(), store.ApplicationKey{AccountID: "000000000000", Region: "eu-west-1", Name: name})
	require.NoError(i, err)
	return a
}

func (i *installation) put(a *lifecycle.Application, name string, size int, encrypted bool) *lifecycle.Snapshot {
	i.Helper()
	return i.Put(i.T, a, name, size, encrypted)
}

func (i *installation) export(a *lifecycle.Application, s *lifecycle.Snapshot, secret string) []byte {
	i.Helper()
	var out bytes.Buffer
	require.NoError(i, i.Export(i.Context(), a, s, secret, &out))
	return out.Bytes()
}

// take imports an archive.
func (i *installation) take(a *lifecycle.Application, name, secret string, archive io.Reader) error {
	in := snapshotstore.Import{Name: name, Secret: secret, Check: func(*snapshotstore.Manifest) error { return nil }}
	return i.Import(context.Background(), a, in, archive, func(got *snapshotstore.Imported) error {
		return i.Store.InTx(context.Background(), func(tx *store.Tx) error {
			return tx.ImportSnapshot(context.Background(), got.Snapshot, got.DataKey)
		})
	})
}

func TestSnapshots_GoToAnotherApplication(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name              string
		flink, encrypted  bool
		secret            string
		elsewhere, refuse bool
	}{
		{"in clear", false, false, "", true, false},
		{"encrypted as it is", false, true, "", false, false},
		{"as it is where the key is not", false, true, "", true, true},
		{"under a passphrase", false, true, "correct horse", true, false},
		{"in clear under a passphrase", false, false, "correct horse", true, false},
		{"Flink's, in clear", true, false, "", true, false},
		{"Flink's, encrypted as it is", true, true, "", false, false},
		{"Flink's, as it is where the key is not", true, true, "", true, true},
		{"Flink's, under a passphrase", true, true, "correct horse", true, false},
		{"Flink's, in clear under a passphrase", true, false, "correct horse", true, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			here := newInstallation(t)
			there := here
			if c.elsewhere {
				there = newInstallation(t)
			}
			orders := here.create("orders")
			put := here.Put
			if c.flink {
				put = here.PutFlink
			}
			archive := here.export(orders, put(t, orders, "kept", 9<<20, c.encrypted), c.secret)
			if c.encrypted || c.secret != "" {
				require.NotContains(t, string(archive), snapshotstoretest.Marker)
			}
			billing := there.create("billing")
			err := there.take(billing, "taken", c.secret, bytes.NewReader(archive))
			if c.refuse {
				require.True(t, fault.Is(err, fault.InvalidArgumentKind), "%v", err)
				require.ErrorContains(t, err, "passphrase")
				require.Empty(t, there.Left(billing))
				return
			}
			require.NoError(t, err)
			s, err := there.Store.Snapshot(t.Context(), billing.ID, "taken")
			require.NoError(t, err)
			require.Equal(t, lifecycle.SnapshotReady, s.Status)
			require.Equal(t, 3, s.Parallelism)
			require.Equal(t, lifecycle.OperationImportSnapshot, s.Origin)
			require.NoError(t, there.Verify(t.Context(), billing, s))
			s, err = there.Store.Snapshot(t.Context(), billing.ID, "taken")
			require.NoError(t, err)
			require.Empty(t, s.Verified.Problem)
			require.Equal(t, 2, s.Verified.Files)
			for _, path := range there.Left(billing) {
				content, err := os.ReadFile(path)
				require.NoError(t, err)
				require.NotContains(t, string(content), snapshotstoretest.Marker, "it is encrypted with the key of the application that got it")
			}
			again := there.export(billing, s, "")
			require.NoError(t, there.take(there.create("third"), "again", "", bytes.NewReader(again)))
		})
	}
}

func TestSnapshots_VerifyNamesTheFile(t *testing.T) {
	t.Parallel()
	i := newInstallation(t)
	a := i.create("orders")
	s := i.put(a, "kept", 1000, true)
	require.NoError(t, i.Verify(t.Context(), a, s))
	for _, path := range i.Left(a) {
		if filepath.Base(path) != checkpoint.MetadataFile {
			require.NoError(t, os.Truncate(path, 100))
		}
	}
	require.NoError(t, i.Verify(t.Context(), a, s))
	s, err := i.Store.Snapshot(t.Context(), a.ID, "kept")
	require.NoError(t, err)
	require.Contains(t, s.Verified.Problem, "damaged checkpoint file")
	require.NotContains(t, s.Verified.Problem, "/", "it tells no path of the machine")
	err = i.Export(t.Context(), a, s, "secret", io.Discard)
	require.ErrorContains(t, err, ".state")
}

// TestSnapshots_AnOlderOneInItsPlace has the files of an older snapshot, which open with the same key, lie where a newer one was.
func TestSnapshots_AnOlderOneInItsPlace(t *testing.T) {
	t.Parallel()
	i := newInstallation(t)
	a := i.create("orders")
	older, newer := i.put(a, "older", 1000, true), i.put(a, "newer", 1000, true)
	folder := func(s *lifecycle.Snapshot) string {
		location, err := snapshots.ParseLocation(s.Location)
		require.NoError(t, err)
		return strings.TrimPrefix(location.URI, "file://")
	}
	require.NoError(t, os.RemoveAll(folder(newer)))
	require.NoError(t, os.CopyFS(folder(newer), os.DirFS(folder(older))))
	require.NoError(t, i.Verify(t.Context(), a, newer))
	found, err := i.Store.Snapshot(t.Context(), a.ID, "newer")
	require.NoError(t, err)
	require.Contains(t, found.Verified.Problem, "an older one may have been put in its place")
	require.ErrorIs(t, i.Export(t.Context(), a, newer, "", io.Discard), checkpoint.ErrReplaced)
	require.NoError(t, i.Export(t.Context(), a, older, "", io.Discard))
}

// TestImport_WholeOrNotAtAll damages archives, and wants nothing to be left of them.
func TestImport_WholeOrNotAtAll(t *testing.T) {
	t.Parallel()
	i := newInstallation(t)
	orders, billing := i.create("orders"), i.create("billing")
	archives := map[string][]byte{
		"clear":      i.export(orders, i.put(orders, "clear", 5000, false), ""),
		"encrypted":  i.export(orders, i.put(orders, "encrypted", 5000, true), ""),
		"passphrase": i.export(orders, i.put(orders, "passphrase", 5000, true), "s"),
	}
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom([]string{"clear", "encrypted", "passphrase"}).Draw(t, "kind")
		archive := bytes.Clone(archives[kind])
		at := rapid.IntRange(0, len(archive)-2048).Draw(t, "at") // a tar file ends with zeros that nobody reads
		if rapid.Bool().Draw(t, "cut") {
			archive = archive[:at]
		} else {
			archive[at] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
		}
		secret := ""
		if kind == "passphrase" {
			secret = "s"
		}
		err := i.take(billing, "taken", secret, bytes.NewReader(archive))
		if err == nil { // what was changed says nothing, such as padding: what was imported is as it was
			s, err := i.Store.Snapshot(context.Background(), billing.ID, "taken")
			require.NoError(t, err)
			require.NoError(t, i.Verify(context.Background(), billing, s))
			require.NoError(t, i.Store.InTx(context.Background(), func(tx *store.Tx) error {
				if err := tx.MarkSnapshotDeleting(context.Background(), billing.ID, "taken", ""); err != nil {
					return err
				}
				return tx.DeleteSnapshot(context.Background(), billing.ID, "taken")
			}))
			for _, path := range i.Left(billing) {
				require.NoError(t, os.Remove(path))
			}
			return
		}
		require.Empty(t, i.Left(billing))
		_, err = i.Store.Snapshot(context.Background(), billing.ID, "taken")
		require.True(t, fault.Is(err, fault.NotFoundKind))
	})
}

func TestImport_Refuses(t *testing.T) {
	t.Parallel()
	i := newInstallation(t)
	a := i.create("orders")
	archive := i.export(a, i.put(a, "kept", 10, true), "s")
	refused := func(err error, text string) {
		t.Helper()
		require.True(t, fault.Is(err, fault.InvalidArgumentKind), "%v", err)
		require.ErrorContains(t, err, text)
		require.Len(t, i.Left(a), 2)
	}
	refused(i.take(a, "x", "", bytes.NewReader(archive)), "passphrase")
	refused(i.take(a, "x", "wrong", bytes.NewReader(archive)), "passphrase does not open it")
	refused(i.take(a, "x", "", strings.NewReader("no archive")), "cut off")
	refused(i.take(a, "x", "", strings.NewReader(strings.Repeat("no archive", 200))), "not a tar file")
	require.True(t, fault.Is(i.take(a, "kept", "s", bytes.NewReader(archive)), fault.InUseKind))
	require.Len(t, i.Left(a), 2)
	for name, change := range map[string]func(h *tar.Header) string{
		"a name that leads out": func(h *tar.Header) string { h.Name = strings.Replace(h.Name, "files/", "files/../", 1); return "" },
		"a link":                func(h *tar.Header) string { h.Typeflag, h.Linkname = tar.TypeSymlink, "/etc/passwd"; return "" },
	} {
		t.Run(name, func(t *testing.T) {
			err := i.take(a, "x", "s", bytes.NewReader(rewritten(t, archive, change)))
			require.True(t, fault.Is(err, fault.InvalidArgumentKind), "%v", err)
			require.Len(t, i.Left(a), 2)
		})
	}
}

// rewritten changes the headers of an archive's files.
func rewritten(t *testing.T, archive []byte, change func(*tar.Header) string) []byte {
	t.Helper()
	var out bytes.Buffer
	r, w := tar.NewReader(bytes.NewReader(archive)), tar.NewWriter(&out)
	for {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			require.NoError(t, w.Close())
			return out.Bytes()
		}
		require.NoError(t, err)
		content, err := io.ReadAll(r)
		require.NoError(t, err)
		if strings.HasPrefix(h.Name, "files/") {
			change(h)
			if h.Typeflag != tar.TypeReg {
				h.Size, content = 0, nil
			}
		}
		require.NoError(t, w.WriteHeader(h))
		_, err = w.Write(content)
		require.NoError(t, err)
	}
}

func TestExport_HoldsTheSnapshot(t *testing.T) {
	t.Parallel()
	i := newInstallation(t)
	a := i.create("orders")
	s := i.put(a, "kept", 10, false)
	seen := ""
	err := i.Export(t.Context(), a, s, "", writerFunc(func(p []byte) (int, error) {
		use, err := i.Store.SnapshotInUse(t.Context(), a, s)
		require.NoError(t, err)
		seen = use
		return 0, fmt.Errorf("the client hung up")
	}))
	require.ErrorContains(t, err, "hung up")
	require.Contains(t, seen, "being exported")
	use, err := i.Store.SnapshotInUse(t.Context(), a, s)
	require.NoError(t, err)
	require.Empty(t, use)
}

type writerFunc func(p []byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

func FuzzParseManifest(f *testing.F) {
	f.Add([]byte(`{"version":1,"runtimeEnvironment":"FLINK-1_20","format":"penstock"}`))
	f.Add([]byte(`{"version":1,"runtimeEnvironment":"FLINK-1_20","format":"penstock","protection":{"keyId":"k","wrappedKey":"AA=="}}`))
	f.Fuzz(func(t *testing.T, content []byte) {
		m, err := snapshotstore.ParseManifest(content)
		if err != nil {
			require.True(t, fault.Is(err, fault.InvalidArgumentKind))
			return
		}
		require.NotEmpty(t, m.Runtime)
	})
}
