package checkpoint

import (
	"encoding/json"
	"fmt"
	"io"
	"time"
)

// MetadataFile is the name of the file that makes a folder a checkpoint.
const MetadataFile = "_metadata"

// The metadata file has JSON.
const (
	metadataVersion = 2
	maxMetadata     = 1 << 28
)

// Metadata is what a checkpoint says of itself.
type Metadata struct {
	// Version is that of the files' format.
	Version int    `json:"version"`
	ID      int64  `json:"id"`
	JobID   string `json:"job"`
	// Savepoint tells that the job does not own it.
	Savepoint bool      `json:"savepoint"`
	Triggered time.Time `json:"triggered"`
	Completed time.Time `json:"completed"`
	// MaxParallelism is the number of key groups, HashVersion the hash that distributed keys to them.
	MaxParallelism int `json:"maxParallelism"`
	HashVersion    int `json:"hashVersion"`
	// Operators describes the operators by id, for errors about state that belongs to none.
	Operators map[string]string `json:"operators"`
	// Files are those that were written for the checkpoint, Shared the others in its folder: files of older checkpoints that
	// Tables are on top of.
	Files  []StateFile  `json:"files"`
	Shared []SharedFile `json:"shared,omitempty"`
	Tables []TableState `json:"tables,omitempty"`
}

// StateFile is what one subtask of a vertex wrote for a checkpoint.
type StateFile struct {
	// Name is the name in the checkpoint's folder.
	Name string `json:"name"`
	// Size is in bytes.
	Size    int64  `json:"size"`
	Vertex  string `json:"vertex"`
	Subtask int    `json:"subtask"`
	// tables are the keyed states in the file.
	tables []writtenTable
}

// SharedFile is a file that older checkpoints have too.
type SharedFile struct {
	Name string `json:"name"`
	Size int64  `json:"size"`
}

// TableState is a keyed state of an operator in one subtask.
type TableState struct {
	Operator  string `json:"operator"`
	Name      string `json:"name"`
	Signature string `json:"signature"`
	Vertex    string `json:"vertex"`
	Subtask   int    `json:"subtask"`
	// Parts are from the oldest, which has all entries, to the newest; the others have what changed.
	Parts []Part `json:"parts"`
}

// Part is what a file has of a keyed state.
type Part struct {
	File string `json:"file"`
	// Entries is the number of entries, those that are gone included, and Size their size in bytes.
	Entries int   `json:"entries"`
	Size    int64 `json:"size"`
}

// Size is the length of all state files in bytes.
func (m *Metadata) Size() int64 {
	n := m.Written()
	for _, f := range m.Shared {
		n += f.Size
	}
	return n
}

// Written is the length in bytes of the state files that were written for the checkpoint alone.
func (m *Metadata) Written() (n int64) {
	for _, f := range m.Files {
		n += f.Size
	}
	return n
}

func writeMetadata(to io.Writer, m *Metadata) error {
	m.Version = metadataVersion
	return json.NewEncoder(to).Encode(m)
}

func readMetadata(from *reader) (*Metadata, error) {
	if from.legacy {
		return readLegacyMetadata(from)
	}
	p, err := io.ReadAll(io.LimitReader(from, maxMetadata+1))
	if err != nil {
		return nil, err
	}
	if len(p) > maxMetadata {
		return nil, fmt.Errorf("%w: it has more than %d bytes", ErrDamaged, maxMetadata)
	}
	m := new(Metadata)
	if err := json.Unmarshal(p, m); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if m.Version != metadataVersion {
		return nil, fmt.Errorf("it has format version %d, and only versions up to %d can be read", m.Version, metadataVersion)
	}
	return m, nil
}
