package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
)

// LogSealer encrypts what is stored of the logs of applications, which may have their rows in it. It is used within transactions, so it
// asks nobody.
type LogSealer interface {
	// Seal encrypts a piece of an application's log, and Open decrypts it.
	Seal(applicationID int64, content []byte) ([]byte, error)
	Open(applicationID int64, sealed []byte) ([]byte, error)
}

// SealLogs has logs be encrypted from now on. It is called before the store is used; without it, logs are stored as they are. What was
// stored so before is read all the same.
func (s *Store) SealLogs(sealer LogSealer) { s.sealer = sealer }

// sealedLog begins a sealed piece in the content of a chunk, as no line does: then come the length of the rest (4 bytes, big endian) and
// the ciphertext. A chunk that was appended to has several, and lines in clear before them if it was begun before there were keys.
const sealedLog = 0x01

var errDamagedLog = errors.New("what is stored is damaged")

// sealLog is content as it is stored.
func (r Reader) sealLog(applicationID int64, content []byte) ([]byte, error) {
	if r.sealer == nil {
		return content, nil
	}
	sealed, err := r.sealer.Seal(applicationID, content)
	if err != nil {
		return nil, err
	}
	out := binary.BigEndian.AppendUint32([]byte{sealedLog}, uint32(len(sealed)))
	return append(out, sealed...), nil
}

// openLog is what was stored.
func (r Reader) openLog(applicationID int64, stored []byte) ([]byte, error) {
	if bytes.IndexByte(stored, sealedLog) < 0 {
		return stored, nil // JSON has no such byte
	}
	content := make([]byte, 0, len(stored))
	for rest := stored; len(rest) > 0; {
		if rest[0] != sealedLog {
			line, after, found := bytes.Cut(rest, []byte("\n"))
			if !found {
				return nil, errDamagedLog
			}
			content = append(append(content, line...), '\n')
			rest = after
			continue
		}
		if len(rest) < 5 || uint64(binary.BigEndian.Uint32(rest[1:])) > uint64(len(rest)-5) {
			return nil, errDamagedLog
		}
		end := 5 + binary.BigEndian.Uint32(rest[1:])
		if r.sealer == nil {
			return nil, errors.New("it is encrypted, and there is no key")
		}
		opened, err := r.sealer.Open(applicationID, rest[5:end])
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errDamagedLog, err)
		}
		content = append(content, opened...)
		rest = rest[end:]
	}
	return content, nil
}
