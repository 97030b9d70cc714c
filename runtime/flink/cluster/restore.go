package cluster

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/penstock/penstock/runtime/embedded/checkpoint"
)

// checkSavepoint is [storage.checkSavepoint] with the keys of the cluster.
func (k *keeper) checkSavepoint(uri string, digest []byte) error {
	var files checkpoint.Files
	if k.seals != nil {
		files = k.seals.files
	}
	return k.state.checkSavepoint(files, uri, digest)
}

// checkSavepoint tells, by an error for the owner of the application, why the job cannot go on from a checkpoint or savepoint, whose
// metadata are to have a digest if that is not nil. Where it cannot be told here, Flink will.
func (s storage) checkSavepoint(files checkpoint.Files, uri string, digest []byte) error {
	if uri == "" {
		return nil
	}
	path, err := s.path(uri)
	if err != nil {
		return nil //nolint:nilerr // it lies elsewhere, which Flink may reach
	}
	files.Storage = s.Storage
	if err = checkpoint.CheckFlink(files, path); err == nil {
		err = checkpoint.CheckDigest(s.Storage, path, digest)
	}
	switch {
	case err == nil, errors.Is(err, fs.ErrNotExist): // a checkpoint that a newer one has taken the place of, perhaps
		return nil
	case errors.Is(err, checkpoint.ErrNotFlink):
		return errors.New("The state was not written by Apache Flink, such as by the embedded engine, and Flink cannot go on from it. " + //nolint:staticcheck // a sentence for people
			"To let the state start afresh, say so: ApplicationRestoreType SKIP_RESTORE_FROM_SNAPSHOT.")
	default:
		return fmt.Errorf("the state to go on from cannot be read: %w", err)
	}
}
