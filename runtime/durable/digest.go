package durable

import (
	"fmt"

	"github.com/penstock/penstock/runtime/embedded/checkpoint"
)

// metadataDigest is that of the metadata at a path, unless finding that was an error already.
func metadataDigest(files checkpoint.Storage, path string, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	digest, err := checkpoint.MetadataDigest(files, path)
	if err != nil {
		return nil, fmt.Errorf("read the metadata of durable state: %w", err)
	}
	return digest, nil
}
