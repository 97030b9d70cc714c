package snapshotstore

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"

	"golang.org/x/sync/semaphore"

	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/kms/datakeys"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/snapshots"
	"github.com/penstock/penstock/store"
)

// Storage is where durable state lies. runtime/durable implements it.
type Storage interface {
	// SnapshotURI is the directory of the files of one snapshot.
	SnapshotURI(applicationID int64, directory string) string
	// Files opens the files below a URI: path is what the storage calls it.
	Files(uri string) (files checkpoint.Storage, path string, err error)
}

// Config is what [Snapshots] are made of. All members but Site and Logger are required.
type Config struct {
	Store   *store.Store
	Storage Storage
	// Site is the machine that has the storage; empty where all control planes reach it.
	Site string
	// DataKeys make and open the data keys of applications, Ring those of archives.
	DataKeys *datakeys.Keeper
	Ring     *kms.Keyring
	// Owner is what an application's files are bound to, the same as for its clusters.
	Owner  func(*lifecycle.Application) string
	Logger *slog.Logger
}

// Snapshots are the files of all snapshots. It is safe for concurrent use.
type Snapshots struct {
	Config

	// deriving has room for what passphrases take, in KiB.
	deriving *semaphore.Weighted
}

// New returns the files of snapshots.
func New(c Config) *Snapshots {
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	return &Snapshots{c, semaphore.NewWeighted(maxArgonMemory)}
}

// source is a READY snapshot whose files are read.
type source struct {
	storage checkpoint.Storage
	// path is the folder of the files.
	path string
	// dataKey is the id of the key that they are encrypted with; empty for files in clear.
	dataKey string
}

func (s *Snapshots) source(ctx context.Context, snapshot *lifecycle.Snapshot) (source, error) {
	if snapshot.Status != lifecycle.SnapshotReady {
		return source{}, fault.InUse("Snapshot %s is %s: there is nothing to read", snapshot.Name, snapshot.Status)
	}
	location, err := snapshots.ParseLocation(snapshot.Location)
	if err != nil {
		return source{}, err
	}
	var from source
	if from.storage, from.path, err = s.Storage.Files(location.URI); err != nil {
		return source{}, fmt.Errorf("find the files of snapshot %s: %w", snapshot.Name, err)
	}
	err = checkpoint.CheckDigest(from.storage, from.path, snapshot.MetadataDigest)
	switch {
	case errors.Is(err, checkpoint.ErrReplaced):
		return source{}, &checkpoint.FileError{File: checkpoint.MetadataFile, Err: err}
	case errors.Is(err, fs.ErrNotExist):
		return source{}, errNoMetadata()
	case err != nil:
		return source{}, fmt.Errorf("look at snapshot %s: %w", snapshot.Name, err)
	}
	from.dataKey, err = s.Store.SnapshotDataKey(ctx, snapshot.ApplicationID, snapshot.Name)
	return from, err
}

// files are the files of a snapshot, opened with its key. What says why the key cannot be used is a *[kms.KeyError].
func (s *Snapshots) files(ctx context.Context, a *lifecycle.Application, from source) (checkpoint.Files, error) {
	if from.dataKey == "" {
		return checkpoint.Files{Storage: from.storage}, nil
	}
	key, err := s.DataKeys.Open(ctx, from.dataKey)
	if err != nil {
		return checkpoint.Files{}, err
	}
	defer key.Key.Wipe()
	keys, err := newKey(key.ID, key.Key.Bytes())
	return checkpoint.Files{Storage: from.storage, Keys: keys, Owner: s.Owner(a)}, err
}

// Verify reads all files of a READY snapshot and writes down what it has found. An error says that it could not be found out: a
// *[kms.KeyError], or that something cannot be read just now.
func (s *Snapshots) Verify(ctx context.Context, a *lifecycle.Application, snapshot *lifecycle.Snapshot) error {
	return s.whileHeld(ctx, a, snapshot, "verified", func(ctx context.Context) error {
		found := lifecycle.SnapshotVerification{Time: s.Store.Now()}
		var broken *checkpoint.FileError
		from, err := s.source(ctx, snapshot)
		if err == nil {
			var files checkpoint.Files
			if files, err = s.files(ctx, a, from); err != nil {
				return err
			}
			found.Files, err = verify(ctx, files, from.path)
		}
		switch {
		case errors.As(err, &broken):
			found.Problem = fmt.Sprintf("%s. Nothing can be started from it: delete it, or import it again from an archive.", sentence(broken.Error()))
		case err != nil:
			return fmt.Errorf("verify snapshot %s: %w", snapshot.Name, err)
		}
		return s.Store.RecordVerification(ctx, a.ID, snapshot.Name, found)
	})
}

// verify reads the files of a savepoint. Those of Apache Flink have no checksums: where they are in clear they are only read.
func verify(ctx context.Context, files checkpoint.Files, path string) (int, error) {
	theirs, err := checkpoint.IsFlink(files.Storage, path)
	switch {
	case err != nil:
		return 0, &checkpoint.FileError{File: checkpoint.MetadataFile, Err: err}
	case theirs:
		return checkpoint.VerifyFlink(ctx, files, path)
	default:
		return checkpoint.Verify(ctx, files, path)
	}
}

func sentence(text string) string {
	return "The " + text
}
