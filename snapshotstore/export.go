package snapshotstore

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"time"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/runtime/embedded/checkpoint"
)

// archiveKey is the name of an archive's own data key in its files.
const archiveKey = "archive"

// Export writes an archive of a READY snapshot. With a passphrase its files are decrypted and encrypted anew for whoever has that; with
// none they are as they are stored. An archive that was not written to its end is not taken by [Snapshots.Import].
func (s *Snapshots) Export(ctx context.Context, a *lifecycle.Application, snapshot *lifecycle.Snapshot, secret string, to io.Writer) error {
	return s.whileHeld(ctx, a, snapshot, "exported", func(ctx context.Context) error {
		from, err := s.source(ctx, snapshot)
		if err != nil {
			return err
		}
		m := &Manifest{
			Version: manifestVersion, ApplicationARN: a.ARN(), SnapshotName: snapshot.Name, VersionID: snapshot.VersionID, Runtime: snapshot.Runtime,
			CreateTime: snapshot.CreateTime.UTC(), ExportTime: time.Now().UTC().Truncate(time.Second), Parallelism: snapshot.Parallelism, Size: snapshot.Size,
			Format: formatPenstock,
		}
		theirs, err := checkpoint.IsFlink(from.storage, from.path)
		if err != nil {
			return fmt.Errorf("export snapshot %s: %w", snapshot.Name, err)
		}
		if theirs {
			m.Format = formatFlink
		}
		if secret == "" {
			err = s.exportStored(ctx, a, from, m, to)
		} else {
			err = s.exportSealed(ctx, a, from, m, secret, to)
		}
		if err != nil {
			return fmt.Errorf("export snapshot %s: %w", snapshot.Name, err)
		}
		return nil
	})
}

// exportStored writes the files as they are, with their wrapped data key.
func (s *Snapshots) exportStored(ctx context.Context, a *lifecycle.Application, from source, m *Manifest, to io.Writer) error {
	if from.dataKey != "" {
		key, err := s.Store.DataKey(ctx, from.dataKey)
		if err != nil {
			return err
		}
		m.Protection = &Protection{KeyID: key.ID, Owner: s.Owner(a), Provider: key.Provider, WrappingKey: key.KeyID, Wrapped: key.Wrapped}
	}
	return write(m, from, to, func(w *archiveWriter, name string) error {
		file, err := from.storage.Open(filepath.Join(from.path, name))
		if err != nil {
			return err
		}
		defer file.Close()
		return w.copy(&cancelled{ctx, file}, name)
	})
}

// exportSealed writes the files encrypted under a passphrase.
func (s *Snapshots) exportSealed(ctx context.Context, a *lifecycle.Application, from source, m *Manifest, secret string, to io.Writer) error {
	files, err := s.files(ctx, a, from)
	if err != nil {
		return err
	}
	wrapped, plain, err := s.newPassphrase(ctx, secret)
	if err != nil {
		return err
	}
	defer clear(plain)
	key, err := newKey(archiveKey, plain)
	if err != nil {
		return err
	}
	m.Protection = &Protection{KeyID: archiveKey, Owner: m.ApplicationARN, Passphrase: wrapped}
	return write(m, from, to, func(w *archiveWriter, name string) error {
		sealed := checkpoint.Files{Storage: w, Keys: key, Owner: m.Protection.Owner}
		return resealing(m.Format)(ctx, files, filepath.Join(from.path, name), sealed, name)
	})
}

// resealFunc writes what a file has as a file of other ones, see [checkpoint.Reseal].
type resealFunc func(ctx context.Context, from checkpoint.Files, source string, to checkpoint.Files, target string) error

// resealing is what encrypts files of a format anew.
func resealing(format string) resealFunc {
	if format == formatFlink {
		return checkpoint.ResealFlink
	}
	return checkpoint.Reseal
}

// write writes an archive, each file by the function.
func write(m *Manifest, from source, to io.Writer, add func(w *archiveWriter, name string) error) error {
	names, err := list(from.storage, from.path)
	if err != nil {
		return err
	}
	w := newArchiveWriter(to, m.ExportTime)
	if err := w.document(ManifestName, m); err != nil {
		return err
	}
	for _, name := range names {
		if err := add(w, name); err != nil {
			return err
		}
	}
	return w.close()
}

// list returns the names of a folder's files, the metadata last.
func list(storage checkpoint.Storage, path string) ([]string, error) {
	names, err := storage.List(path)
	if err != nil {
		return nil, fmt.Errorf("list the files of a snapshot: %w", err)
	}
	slices.Sort(names)
	at := slices.Index(names, checkpoint.MetadataFile)
	if at < 0 {
		return nil, errNoMetadata()
	}
	return append(slices.Delete(names, at, at+1), checkpoint.MetadataFile), nil
}

func errNoMetadata() error {
	return &checkpoint.FileError{File: checkpoint.MetadataFile, Err: errors.New("it is not there")}
}

// cancelled stops reading when the context ends.
type cancelled struct {
	ctx  context.Context
	from io.Reader
}

func (r *cancelled) Read(p []byte) (int, error) {
	if err := context.Cause(r.ctx); err != nil {
		return 0, err
	}
	return r.from.Read(p)
}
