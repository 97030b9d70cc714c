package checkpoint

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io"
	"time"
)

// MetadataFile is the name of the file that makes a folder a checkpoint.
const MetadataFile = "_metadata"

// The metadata file is the magic, a version (2 bytes), JSON, and the CRC-32C of the JSON.
const (
	metadataMagic   = "PENSMETA"
	metadataVersion = 1
	maxMetadata     = 1 << 28
)

// Metadata is what a checkpoint says of itself.
type Metadata struct {
	ID    int64  `json:"id"`
	JobID string `json:"job"`
	// Savepoint tells that the job does not own it.
	Savepoint bool      `json:"savepoint"`
	Triggered time.Time `json:"triggered"`
	Completed time.Time `json:"completed"`
	// MaxParallelism is the number of key groups, HashVersion the hash that distributed keys to them.
	MaxParallelism int `json:"maxParallelism"`
	HashVersion    int `json:"hashVersion"`
	// Operators describes the operators by id, for errors about state that belongs to none.
	Operators map[string]string `json:"operators"`
	Files     []StateFile       `json:"files"`
}

// StateFile is the state of one subtask of a vertex.
type StateFile struct {
	Name    string `json:"name"`
	Size    int64  `json:"size"`
	Vertex  string `json:"vertex"`
	Subtask int    `json:"subtask"`
}

// Size is the length of all state files in bytes.
func (m *Metadata) Size() (n int64) {
	for _, f := range m.Files {
		n += f.Size
	}
	return n
}

func writeMetadata(to io.Writer, m *Metadata) error {
	body, err := json.Marshal(m)
	if err != nil {
		return err
	}
	p := binary.LittleEndian.AppendUint16([]byte(metadataMagic), metadataVersion)
	p = append(p, body...)
	p = binary.LittleEndian.AppendUint32(p, crc32.Checksum(body, castagnoli))
	_, err = to.Write(p)
	return err
}

func readMetadata(from io.Reader) (*Metadata, error) {
	if err := readHeader(from, metadataMagic, metadataVersion); err != nil {
		return nil, err
	}
	p, err := io.ReadAll(io.LimitReader(from, maxMetadata))
	if err != nil {
		return nil, err
	}
	if len(p) < 4 {
		return nil, fmt.Errorf("%w: it is cut off", ErrDamaged)
	}
	body := p[:len(p)-4]
	if binary.LittleEndian.Uint32(p[len(body):]) != crc32.Checksum(body, castagnoli) {
		return nil, fmt.Errorf("%w: the checksum is wrong", ErrDamaged)
	}
	m := new(Metadata)
	if err := json.Unmarshal(body, m); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return m, nil
}
