package fake

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// metadata is the content of a _metadata file: the whole state of a fake job.
type metadata struct {
	Position   int64 `json:"position"`
	Checkpoint int64 `json:"checkpoint"`
	// SealedWith is the key that it stands for being encrypted with; empty for none.
	SealedWith string `json:"sealedWith,omitempty"`
}

// stateFile stands for the rest of the state: a file of its size that has no content, and takes no room.
const stateFile = "state"

func writeState(uri string, size int64) error {
	if size == 0 {
		return nil
	}
	dir := local(uri)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("write %s: %w", uri, err)
	}
	path := filepath.Join(dir, stateFile)
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		return fmt.Errorf("write %s: %w", uri, err)
	}
	if err := os.Truncate(path, size); err != nil {
		return fmt.Errorf("write %s: %w", uri, err)
	}
	return nil
}

// stateSize is the size of the state of a savepoint or checkpoint.
func stateSize(uri string) int64 {
	info, err := os.Stat(filepath.Join(local(uri), stateFile))
	if err != nil {
		return 0
	}
	return info.Size()
}

func writeMetadata(uri string, m metadata) error {
	dir := local(uri)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("write %s: %w", uri, err)
	}
	data, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("write %s: %w", uri, err)
	}
	partial := filepath.Join(dir, "_metadata.inprogress")
	if err := os.WriteFile(partial, data, 0o600); err != nil {
		return fmt.Errorf("write %s: %w", uri, err)
	}
	return os.Rename(partial, filepath.Join(dir, "_metadata"))
}

func readMetadata(uri string) (metadata, error) {
	var m metadata
	data, err := os.ReadFile(filepath.Join(local(uri), "_metadata"))
	if err != nil {
		return m, err
	}
	return m, json.Unmarshal(data, &m)
}

// ReadPosition is the position that a savepoint or checkpoint holds.
func ReadPosition(uri string) (int64, error) {
	m, err := readMetadata(uri)
	return m.Position, err
}
