package cluster

import (
	"context"
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/runtime/embedded/checkpoint/objects"
)

// place is where checkpoints and savepoints are kept. The REST API and the spec name them by URIs, the engine by paths.
type place struct {
	storage checkpoint.Storage
	// path is the path of a URI, uri the URI of a path.
	path func(uri string) (string, error)
	uri  func(path string) string
}

// onDisk is the file system of this machine.
func onDisk() place { return place{checkpoint.LocalStorage{}, LocalPath, fileURI} }

// openPlace opens where the spec says that state is kept.
func openPlace(ctx context.Context, a Assignment) (place, error) {
	if a.Spec.StateStorage == "" {
		return onDisk(), nil
	}
	at, err := objects.ParseS3(a.Spec.StateStorage)
	if err != nil {
		return place{}, fmt.Errorf("storage of state: %w", err)
	}
	var c objects.Credentials
	if a.Storage != nil {
		c = *a.Storage
	}
	bucket, err := at.Open(ctx, c)
	if err != nil {
		return place{}, fmt.Errorf("storage of state: %w", err)
	}
	return place{objects.New(bucket, at.Prefix), at.Path, func(path string) string {
		if path == "" {
			return ""
		}
		return at.LocationOf(path)
	}}, nil
}

// statePath is the path of a URI in the storage that the spec names.
func (s Spec) statePath(uri string) (string, error) {
	if s.StateStorage == "" {
		return LocalPath(uri)
	}
	at, err := objects.ParseS3(s.StateStorage)
	if err != nil {
		return "", err
	}
	return at.Path(uri)
}
