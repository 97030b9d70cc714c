package snapshotstore

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"

	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/snapshots"
)

// Import says what an archive becomes.
type Import struct {
	// Name is the name of the snapshot, of the application it is for.
	Name string
	// Secret opens archives that have a passphrase.
	Secret string
	// Check sees what the archive says of itself before anything of it is read; an error refuses it.
	Check func(*Manifest) error
}

// Imported is a snapshot of which all but its row is there.
type Imported struct {
	Snapshot *lifecycle.Snapshot
	Manifest *Manifest
	// DataKey is the id of the key that its files are encrypted with; empty for files in clear.
	DataKey string
}

// Import reads an archive and writes its files as those of a snapshot of the application, encrypted under a new data key of that, and
// verifies them. commit makes it a snapshot by [store.Tx.ImportSnapshot]. Where it fails the files are removed, unless there is a snapshot all
// the same, which is success. What is wrong with the archive is a fault of kind InvalidArgument; what says why a key cannot be used is a *[kms.KeyError].
func (s *Snapshots) Import(ctx context.Context, a *lifecycle.Application, in Import, from io.Reader, commit func(*Imported) error) error {
	archive := newArchiveReader(from)
	m, err := archive.manifest()
	if err != nil {
		return err
	}
	if err := in.Check(m); err != nil {
		return err
	}
	source, err := s.archiveFiles(ctx, m, in.Secret)
	if err != nil {
		return err
	}
	out := &Imported{Manifest: m, Snapshot: &lifecycle.Snapshot{
		ApplicationID: a.ID, Name: in.Name, Status: lifecycle.SnapshotReady, Runtime: m.Runtime, CreateTime: s.Store.Now(),
		Origin: lifecycle.OperationImportSnapshot, Parallelism: m.Parallelism,
	}}
	if out.Snapshot.ID, err = s.Store.NextSnapshotID(ctx); err != nil {
		return err
	}
	directory := s.Storage.SnapshotURI(a.ID, snapshots.Directory(out.Snapshot))
	return s.whileImporting(ctx, s.underway(a, out.Snapshot.ID, directory), in.Name, func(ctx context.Context) error {
		// A directory below that of the snapshot, as savepoints have one: what is removed is the snapshot's.
		if err := s.unpackTo(ctx, a, archive, source, directory+"/imported", out); err != nil {
			return err
		}
		return commit(out)
	})
}

// unpackTo writes the files of an archive, and verifies them. What is known of the snapshot then is all but its operation.
func (s *Snapshots) unpackTo(ctx context.Context, a *lifecycle.Application, archive *archiveReader, source checkpoint.Files, uri string, out *Imported) error {
	target, err := s.target(ctx, a, out)
	if err != nil {
		return err
	}
	var folder string
	if target.Storage, folder, err = s.Storage.Files(uri); err != nil {
		return fmt.Errorf("find where snapshots lie: %w", err)
	}
	if err := s.unpack(ctx, archive, resealing(out.Manifest.Format), source, target, folder); err != nil {
		return err
	}
	if _, err := verify(ctx, target, folder); err != nil {
		var broken *checkpoint.FileError
		if errors.As(err, &broken) {
			return errArchive("%s", broken.Error())
		}
		return fmt.Errorf("verify what was imported: %w", err)
	}
	if out.Snapshot.MetadataDigest, err = checkpoint.MetadataDigest(target.Storage, folder); err != nil {
		return fmt.Errorf("verify what was imported: %w", err)
	}
	if out.Snapshot.Location, err = (snapshots.Location{URI: uri}).Encode(); err != nil {
		return err
	}
	for _, f := range archive.sums {
		out.Snapshot.Size += f.Size
	}
	return nil
}

// archiveFiles are the files of an archive as they open; without a storage.
func (s *Snapshots) archiveFiles(ctx context.Context, m *Manifest, secret string) (checkpoint.Files, error) {
	p := m.Protection
	if p == nil {
		return checkpoint.Files{}, nil
	}
	var plain []byte
	var err error
	switch {
	case p.Passphrase != nil && secret == "":
		return checkpoint.Files{}, errArchive("it takes the passphrase that it was exported with")
	case p.Passphrase != nil:
		plain, err = s.openPassphrase(ctx, p.Passphrase, secret)
	default:
		plain, err = s.Ring.Unwrap(ctx, kms.Wrapped{
			Reference: kms.Reference{Provider: p.Provider, KeyID: p.WrappingKey}, ApplicationARN: m.ApplicationARN, Ciphertext: p.Wrapped,
		})
		if err != nil && p.Provider == kms.OwnedKey {
			return checkpoint.Files{}, errArchive("it is encrypted with the own key of another installation; export it there with a passphrase")
		}
	}
	if err != nil {
		return checkpoint.Files{}, err
	}
	defer clear(plain)
	key, err := newKey(p.KeyID, plain)
	return checkpoint.Files{Keys: key, Owner: p.Owner}, err
}

// target makes what the files are encrypted with. It has no storage yet.
func (s *Snapshots) target(ctx context.Context, a *lifecycle.Application, out *Imported) (checkpoint.Files, error) {
	v, err := s.Store.Version(ctx, a.ID, a.CurrentVersionID)
	if err != nil {
		return checkpoint.Files{}, err
	}
	c, err := lifecycle.ParseConfiguration(v.Document)
	if err != nil {
		return checkpoint.Files{}, err
	}
	snapshot := out.Snapshot
	snapshot.VersionID, snapshot.KeyType, snapshot.KeyID, snapshot.Key = v.ID, c.KeyType, c.KeyID, v.Key
	if out.DataKey, err = s.DataKeys.Make(ctx, a, v.Key); err != nil {
		return checkpoint.Files{}, err
	}
	opened, err := s.DataKeys.Open(ctx, out.DataKey)
	if err != nil {
		return checkpoint.Files{}, err
	}
	defer opened.Key.Wipe()
	key, err := newKey(opened.ID, opened.Key.Bytes())
	return checkpoint.Files{Keys: key, Owner: s.Owner(a)}, err
}

// unpack writes the files of an archive into a folder.
func (s *Snapshots) unpack(ctx context.Context, archive *archiveReader, reseal resealFunc, source, target checkpoint.Files, folder string) error {
	for {
		file, err := archive.file()
		if err != nil {
			return err
		}
		if file == nil {
			return nil
		}
		path := filepath.Join(folder, file.name)
		source.Storage = oneFile{file: file}
		err = reseal(ctx, source, file.name, target, path)
		var broken *checkpoint.FileError
		if errors.As(err, &broken) && !fault.Is(err, fault.InvalidArgumentKind) && ctx.Err() == nil {
			return errArchive("%s", broken.Error())
		}
		if err != nil {
			return err
		}
		if err := file.finish(); err != nil {
			return err
		}
	}
}
