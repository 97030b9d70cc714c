package cluster

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/penstock/penstock/runtime/embedded/checkpoint/objects"
)

// Assignment is what a cluster is to run.
type Assignment struct {
	Spec Spec
	// Scripts are the texts of Spec.Scripts by their names.
	Scripts map[string]string
	// Keys are nil for a cluster that keeps everything in clear.
	Keys *Keys
	// Storage are the credentials for Spec.StateStorage; nil for those that the machine has.
	Storage *objects.Credentials
}

// A handover is an assignment with its keys as one piece, for a pipe or a socket:
//
//	magic "PENSHAND", version (2 bytes), length of the rest (4 bytes), length of the JSON (4 bytes), JSON, the keys one after the other
//
// Numbers are little endian. The JSON names the keys in the order in which they follow.
const (
	handoverMagic   = "PENSHAND"
	handoverVersion = 1
	// maxHandover is far more than scripts and properties may have.
	maxHandover = 64 << 20
)

// handoverText is the JSON of a handover.
type handoverText struct {
	Spec       Spec              `json:"spec"`
	Scripts    map[string]string `json:"scripts"`
	Owner      string            `json:"owner"`
	Sealing    string            `json:"sealing"`
	Log        string            `json:"log"`
	Opening    []string          `json:"opening,omitempty"`
	TakesClear bool              `json:"takesClear,omitempty"`
	// Storage is secret, and is in here because a handover as a whole is.
	Storage *objects.Credentials `json:"storage,omitempty"`
}

// ErrHandover says that a handover ended before it was whole: whoever gave it is gone.
var ErrHandover = errors.New("the control plane ended before it had handed over what is to be run")

// EncodeHandover makes the handover of an assignment that has keys. Whoever gives it away wipes it.
func EncodeHandover(a Assignment) ([]byte, error) {
	text := handoverText{
		Spec: a.Spec, Scripts: a.Scripts, Owner: a.Keys.Owner, Sealing: a.Keys.Sealing.ID, Log: a.Keys.Log.ID, TakesClear: a.Keys.TakesClear,
		Storage: a.Storage,
	}
	for _, key := range a.Keys.Opening {
		text.Opening = append(text.Opening, key.ID)
	}
	document, err := json.Marshal(text)
	if err != nil {
		return nil, fmt.Errorf("write the handover of a cluster: %w", err)
	}
	size := 4 + len(document) + keySize*len(a.Keys.all())
	if size > maxHandover {
		return nil, fmt.Errorf("write the handover of a cluster: it has %d bytes, more than %d", size, maxHandover)
	}
	out := make([]byte, 0, len(handoverMagic)+6+size) // at once, so that no copies of keys are left behind
	out = append(out, handoverMagic...)
	out = binary.LittleEndian.AppendUint16(out, handoverVersion)
	out = binary.LittleEndian.AppendUint32(out, uint32(size))
	out = binary.LittleEndian.AppendUint32(out, uint32(len(document)))
	out = append(out, document...)
	for _, key := range a.Keys.all() {
		if len(key.Key) != keySize {
			clear(out)
			return nil, fmt.Errorf("write the handover of a cluster: key %s has %d bytes, not %d", key.ID, len(key.Key), keySize)
		}
		out = append(out, key.Key...)
	}
	return out, nil
}

// ReadHandover reads a handover. One that is not whole is ErrHandover.
func ReadHandover(from io.Reader) (Assignment, error) {
	head := make([]byte, len(handoverMagic)+6)
	if err := readHandover(from, head); err != nil {
		return Assignment{}, err
	}
	version := binary.LittleEndian.Uint16(head[len(handoverMagic):])
	size := binary.LittleEndian.Uint32(head[len(handoverMagic)+2:])
	switch {
	case string(head[:len(handoverMagic)]) != handoverMagic:
		return Assignment{}, fmt.Errorf("read the handover: it does not begin with %s", handoverMagic)
	case version != handoverVersion:
		return Assignment{}, fmt.Errorf("read the handover: version %d is not known to this build (it knows %d)", version, handoverVersion)
	case size > maxHandover:
		return Assignment{}, fmt.Errorf("read the handover: it would have %d bytes", size)
	}
	body := make([]byte, size) // at once, so that no copies of keys are left behind
	defer clear(body)
	if err := readHandover(from, body); err != nil {
		return Assignment{}, err
	}
	return parseHandover(body)
}

func readHandover(from io.Reader, p []byte) error {
	_, err := io.ReadFull(from, p)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return ErrHandover
	}
	if err != nil {
		return fmt.Errorf("read the handover: %w", err)
	}
	return nil
}

func parseHandover(body []byte) (Assignment, error) {
	damaged := errors.New("read the handover: it is damaged")
	if len(body) < 4 || uint64(binary.LittleEndian.Uint32(body)) > uint64(len(body)-4) {
		return Assignment{}, damaged
	}
	document, keys := body[4:4+binary.LittleEndian.Uint32(body)], body[4+binary.LittleEndian.Uint32(body):]
	var text handoverText
	if err := json.Unmarshal(document, &text); err != nil {
		return Assignment{}, fmt.Errorf("read the handover: %w", err)
	}
	a := Assignment{Spec: text.Spec, Scripts: text.Scripts, Storage: text.Storage, Keys: &Keys{
		Owner: text.Owner, Sealing: Key{ID: text.Sealing}, Log: Key{ID: text.Log}, TakesClear: text.TakesClear,
	}}
	for _, id := range text.Opening {
		a.Keys.Opening = append(a.Keys.Opening, Key{ID: id})
	}
	if len(keys) != keySize*len(a.Keys.all()) {
		return Assignment{}, damaged
	}
	for i, key := range a.Keys.all() {
		key.Key = bytes.Clone(keys[i*keySize : (i+1)*keySize])
	}
	if err := a.check(); err != nil {
		a.Keys.wipe()
		return Assignment{}, fmt.Errorf("read the handover: %w", err)
	}
	return a, nil
}

func (a *Assignment) check() error {
	if err := a.Spec.check(); err != nil {
		return err
	}
	for _, name := range a.Spec.Scripts {
		if _, ok := a.Scripts[name]; !ok {
			return fmt.Errorf("script %q is missing", name)
		}
	}
	return nil
}

// ReadFolder reads the assignment of a cluster that was given none but by the files of its directory. It has no keys.
func ReadFolder(dir string) (Assignment, error) {
	spec, err := ReadSpec(dir)
	if err != nil {
		return Assignment{}, err
	}
	a := Assignment{Spec: spec, Scripts: make(map[string]string, len(spec.Scripts))}
	for _, name := range spec.Scripts {
		text, err := os.ReadFile(filepath.Join(dir, ScriptFolder, name))
		if err != nil {
			return Assignment{}, fmt.Errorf("read script: %w", err)
		}
		a.Scripts[name] = string(text)
	}
	return a, nil
}
