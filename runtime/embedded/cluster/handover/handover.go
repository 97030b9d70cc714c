// Package handover is what the process of a cluster is given at its start, as one piece: a document that says what to run, and the keys. It
// goes over a pipe or a socket, and is never in a file.
package handover

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// A handover is
//
//	magic "PENSHAND", version (2 bytes), length of the rest (4 bytes), length of the JSON (4 bytes), JSON, the keys one after the other
//
// Numbers are little endian. The JSON names the keys in the order in which they follow.
const (
	magic   = "PENSHAND"
	version = 1
	// most is far more than scripts and properties may have.
	most = 64 << 20
)

// text is the JSON of a handover.
type text struct {
	// Document is secret in parts, such as credentials, and is in here because a handover as a whole is.
	Document   json.RawMessage `json:"document"`
	Owner      string          `json:"owner"`
	Sealing    string          `json:"sealing"`
	Log        string          `json:"log"`
	Opening    []string        `json:"opening,omitempty"`
	TakesClear bool            `json:"takesClear,omitempty"`
}

// ErrBroken says that a handover ended before it was whole: whoever gave it is gone.
var ErrBroken = errors.New("the control plane ended before it had handed over what is to be run")

// Encode makes the handover of a document, which is written as JSON, and keys. Whoever gives it away wipes it.
func Encode(document any, keys *Keys) ([]byte, error) {
	t := text{Owner: keys.Owner, Sealing: keys.Sealing.ID, Log: keys.Log.ID, TakesClear: keys.TakesClear}
	for _, key := range keys.Opening {
		t.Opening = append(t.Opening, key.ID)
	}
	var err error
	if t.Document, err = json.Marshal(document); err != nil {
		return nil, fmt.Errorf("write the handover of a cluster: %w", err)
	}
	encoded, err := json.Marshal(t)
	if err != nil {
		return nil, fmt.Errorf("write the handover of a cluster: %w", err)
	}
	size := 4 + len(encoded) + keySize*len(keys.all())
	if size > most {
		return nil, fmt.Errorf("write the handover of a cluster: it has %d bytes, more than %d", size, most)
	}
	out := make([]byte, 0, len(magic)+6+size) // at once, so that no copies of keys are left behind
	out = append(out, magic...)
	out = binary.LittleEndian.AppendUint16(out, version)
	out = binary.LittleEndian.AppendUint32(out, uint32(size))
	out = binary.LittleEndian.AppendUint32(out, uint32(len(encoded)))
	out = append(out, encoded...)
	for _, key := range keys.all() {
		if len(key.Key) != keySize {
			clear(out)
			return nil, fmt.Errorf("write the handover of a cluster: key %s has %d bytes, not %d", key.ID, len(key.Key), keySize)
		}
		out = append(out, key.Key...)
	}
	return out, nil
}

// Read reads a handover, and its document into what is given. One that is not whole is [ErrBroken].
func Read(from io.Reader, document any) (*Keys, error) {
	head := make([]byte, len(magic)+6)
	if err := fill(from, head); err != nil {
		return nil, err
	}
	told := binary.LittleEndian.Uint16(head[len(magic):])
	size := binary.LittleEndian.Uint32(head[len(magic)+2:])
	switch {
	case string(head[:len(magic)]) != magic:
		return nil, fmt.Errorf("read the handover: it does not begin with %s", magic)
	case told != version:
		return nil, fmt.Errorf("read the handover: version %d is not known to this build (it knows %d)", told, version)
	case size > most:
		return nil, fmt.Errorf("read the handover: it would have %d bytes", size)
	}
	body := make([]byte, size) // at once, so that no copies of keys are left behind
	defer clear(body)
	if err := fill(from, body); err != nil {
		return nil, err
	}
	return parse(body, document)
}

func fill(from io.Reader, p []byte) error {
	_, err := io.ReadFull(from, p)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return ErrBroken
	}
	if err != nil {
		return fmt.Errorf("read the handover: %w", err)
	}
	return nil
}

func parse(body []byte, document any) (*Keys, error) {
	damaged := errors.New("read the handover: it is damaged")
	if len(body) < 4 || uint64(binary.LittleEndian.Uint32(body)) > uint64(len(body)-4) {
		return nil, damaged
	}
	encoded, plain := body[4:4+binary.LittleEndian.Uint32(body)], body[4+binary.LittleEndian.Uint32(body):]
	var t text
	if err := json.Unmarshal(encoded, &t); err != nil {
		return nil, fmt.Errorf("read the handover: %w", err)
	}
	defer clear(t.Document)
	if err := json.Unmarshal(t.Document, document); err != nil {
		return nil, fmt.Errorf("read the handover: %w", err)
	}
	keys := &Keys{Owner: t.Owner, Sealing: Key{ID: t.Sealing}, Log: Key{ID: t.Log}, TakesClear: t.TakesClear}
	for _, id := range t.Opening {
		keys.Opening = append(keys.Opening, Key{ID: id})
	}
	if len(plain) != keySize*len(keys.all()) {
		return nil, damaged
	}
	for i, key := range keys.all() {
		key.Key = bytes.Clone(plain[i*keySize : (i+1)*keySize])
	}
	return keys, nil
}
