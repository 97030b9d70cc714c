// Package snapshotstoretest makes files of snapshots for tests: in a directory of the test's own, under a root key of its own.
package snapshotstoretest

import (
	"bytes"
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/keyset"
	streams "github.com/tink-crypto/tink-go/v2/streamingaead/subtle"
	"github.com/tink-crypto/tink-go/v2/tink"

	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/kms/datakeys"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/runtime/durable"
	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/runtime/embedded/state"
	"github.com/penstock/penstock/snapshots"
	"github.com/penstock/penstock/snapshotstore"
	"github.com/penstock/penstock/store"
)

// Marker is what the state of the snapshots is made of.
const Marker = "0123456789abcdef"

// Files are the files of snapshots.
type Files struct {
	*snapshotstore.Snapshots

	// Directory is where they lie, Root the root key.
	Directory *durable.Directory
	Root      tink.AEAD
}

// New makes them for the applications in a database.
func New(t testing.TB, s *store.Store) *Files {
	t.Helper()
	handle, err := keyset.NewHandle(aead.AES256GCMKeyTemplate())
	require.NoError(t, err)
	root, err := aead.New(handle)
	require.NoError(t, err)
	ring := kms.NewKeyring(map[string]kms.Provider{kms.OwnedKey: kms.NewOwned(root)})
	keys, err := datakeys.New(t.Context(), s, ring)
	require.NoError(t, err)
	dir, err := durable.NewDirectory(t.TempDir())
	require.NoError(t, err)
	return &Files{snapshotstore.New(snapshotstore.Config{
		Store: s, Storage: dir, DataKeys: keys, Ring: ring, Owner: (*lifecycle.Application).Lineage,
	}), dir, root}
}

// oneKey is a key as jobs have it.
type oneKey struct {
	id     string
	stream checkpoint.StreamAEAD
}

func (k oneKey) Sealing() (string, checkpoint.StreamAEAD, error) { return k.id, k.stream, nil }

func (k oneKey) Opening(string) (checkpoint.StreamAEAD, error) { return k.stream, nil }

// Put writes a READY snapshot as a job does, with so many bytes of state: in clear, or encrypted with a data key of the application.
func (f *Files) Put(t testing.TB, a *lifecycle.Application, name string, size int, encrypted bool) *lifecycle.Snapshot {
	t.Helper()
	return f.put(t, a, name, size, encrypted, writeSavepoint)
}

// PutFlink is Put for a snapshot as Apache Flink writes it.
func (f *Files) PutFlink(t testing.TB, a *lifecycle.Application, name string, size int, encrypted bool) *lifecycle.Snapshot {
	t.Helper()
	return f.put(t, a, name, size, encrypted, writeFlinkSavepoint)
}

func (f *Files) put(t testing.TB, a *lifecycle.Application, name string, size int, encrypted bool,
	write func(t testing.TB, files checkpoint.Files, dir string, size int),
) *lifecycle.Snapshot {
	t.Helper()
	ctx := t.Context()
	s := &lifecycle.Snapshot{
		ApplicationID: a.ID, Name: name, VersionID: 1, Runtime: "FLINK-1_20", CreateTime: f.Store.Now(), KeyType: lifecycle.KeyTypeOwned,
		Parallelism: 3, Size: int64(size),
	}
	var err error
	s.ID, err = f.Store.NextSnapshotID(ctx)
	require.NoError(t, err)
	files := checkpoint.Files{Storage: checkpoint.LocalStorage{}}
	dataKey := ""
	if encrypted {
		dataKey, err = f.DataKeys.Make(ctx, a, lifecycle.Key{})
		require.NoError(t, err)
		key, err := f.DataKeys.Open(ctx, dataKey)
		require.NoError(t, err)
		stream, err := streams.NewAESGCMHKDF(key.Key.Bytes(), "SHA256", kms.DataKeySize, kms.SegmentSize, 0)
		require.NoError(t, err)
		files.Keys, files.Owner = oneKey{dataKey, stream}, f.Owner(a)
	}
	uri := f.Directory.SnapshotURI(a.ID, snapshots.Directory(s)) + "/savepoint-1"
	write(t, files, strings.TrimPrefix(uri, "file://"), size)
	s.Location, err = snapshots.Location{URI: uri}.Encode()
	require.NoError(t, err)
	s.MetadataDigest, err = checkpoint.MetadataDigest(files.Storage, strings.TrimPrefix(uri, "file://"))
	require.NoError(t, err)
	require.NoError(t, f.Store.BeginImport(ctx, store.SnapshotImport{SnapshotID: s.ID, ApplicationID: a.ID, URI: uri}, time.Minute))
	require.NoError(t, f.Store.InTx(ctx, func(tx *store.Tx) error { return tx.ImportSnapshot(ctx, s, dataKey) }))
	s, err = f.Store.Snapshot(ctx, a.ID, name)
	require.NoError(t, err)
	return s
}

// Left are the files below the directory of an application's snapshots.
func (f *Files) Left(a *lifecycle.Application) (paths []string) {
	root := strings.TrimPrefix(f.Directory.SnapshotsURI(a.ID), "file://")
	_ = filepath.WalkDir(root, func(path string, d os.DirEntry, _ error) error {
		if d != nil && !d.IsDir() {
			paths = append(paths, path)
		}
		return nil
	})
	return paths
}

// oneTask is a job of one task whose state is some bytes.
type oneTask struct {
	files       checkpoint.Files
	coordinator *checkpoint.Coordinator
	size        int
}

func (oneTask) Count() int                   { return 1 }
func (oneTask) Changed() int                 { return 0 }
func (oneTask) Operators() map[string]string { return map[string]string{"agg": "GroupAggregate"} }

func (oneTask) Commit(context.Context, checkpoint.Barrier, map[string][][]byte) error { return nil }

func (k oneTask) Trigger(b checkpoint.Barrier) {
	go func() {
		content := bytes.Repeat([]byte(Marker), k.size/len(Marker)+1)
		file, err := checkpoint.Store(context.Background(), k.files, b, checkpoint.TaskState{
			Vertex: "v", Sections: []state.Section{{Operator: "agg", Name: "bytes", Group: state.NoGroup, Data: content}},
		})
		if err != nil {
			k.coordinator.Decline(b.ID, err)
			return
		}
		k.coordinator.Acknowledge(b.ID, file, nil)
	}()
}

// writeSavepoint writes a savepoint as a job does, of so many bytes. Its state is in one file.
func writeSavepoint(t testing.TB, files checkpoint.Files, dir string, size int) {
	t.Helper()
	c, err := checkpoint.NewCoordinator(checkpoint.Config{
		Files: files, JobID: "0123456789abcdef", Timeout: time.Minute, MaxParallelism: 128, Logger: slog.New(slog.DiscardHandler),
	})
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- c.Run(ctx, oneTask{files, c, size}) }()
	taken, err := c.Trigger(t.Context(), checkpoint.Savepoint, filepath.Dir(dir))
	require.NoError(t, err)
	cancel()
	require.NoError(t, <-ended)
	require.NoError(t, os.Rename(taken.Path, dir))
}

// writeFlinkSavepoint writes what has the form of a savepoint of Flink, with its state in one file.
func writeFlinkSavepoint(t testing.TB, files checkpoint.Files, dir string, size int) {
	t.Helper()
	require.NoError(t, os.MkdirAll(dir, 0o700))
	for name, content := range map[string][]byte{
		checkpoint.MetadataFile: []byte("\x49\x60\x67\x2d\x00\x00\x00\x04" + Marker), "00000000-state": bytes.Repeat([]byte(Marker), size/len(Marker)+1),
	} {
		var written bytes.Buffer
		require.NoError(t, files.WriteFlink(&written, name, bytes.NewReader(content)))
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), written.Bytes(), 0o600))
	}
}
