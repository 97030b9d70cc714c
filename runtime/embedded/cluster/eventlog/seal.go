package eventlog

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"

	"github.com/tink-crypto/tink-go/v2/aead/subtle"
	"github.com/tink-crypto/tink-go/v2/tink"
)

// sealedMark begins a line that is sealed, as no JSON does. What follows is the key's id, a dot, and the ciphertext in base64.
const sealedMark = '~'

// sealedEncoding is strict, so that no two texts mean the same bytes.
var sealedEncoding = base64.RawStdEncoding.Strict()

// associatedLine is what lines are authenticated as.
var associatedLine = []byte("penstock log line")

// ErrSealed says that a line does not open with the key that it names.
var ErrSealed = errors.New("it was changed, or sealed with another key")

// Key seals the lines of a log, each by itself: so they are read while the log is written, and a line that is cut off takes no other
// with it. The cipher is XChaCha20-Poly1305, whose random nonces bear any number of lines.
type Key struct {
	id   string
	aead tink.AEAD
}

// NewKey makes a key of 256 bits, which it copies. The id is what lines name it by; it has no dot.
func NewKey(id string, key []byte) (*Key, error) {
	if id == "" || bytes.ContainsAny([]byte(id), ".\n") {
		return nil, fmt.Errorf("key of the log: its id %q is empty, or has a dot", id)
	}
	aead, err := subtle.NewXChaCha20Poly1305(key)
	if err != nil {
		return nil, fmt.Errorf("key of the log: %w", err)
	}
	return &Key{id, aead}, nil
}

// ID is what lines name the key by.
func (k *Key) ID() string { return k.id }

// seal makes a sealed line of a line.
func (k *Key) seal(line []byte) []byte {
	sealed, err := k.aead.Encrypt(bytes.TrimSuffix(line, []byte("\n")), associatedLine)
	if err != nil {
		panic(fmt.Sprintf("eventlog: seal line: %v", err)) // only what has gigabytes cannot be encrypted
	}
	out := make([]byte, 0, 3+len(k.id)+sealedEncoding.EncodedLen(len(sealed)))
	out = append(out, sealedMark)
	out = append(out, k.id...)
	out = append(out, '.')
	out = sealedEncoding.AppendEncode(out, sealed)
	return append(out, '\n')
}

// open opens what follows the key's id in a sealed line.
func (k *Key) open(text []byte) ([]byte, error) {
	sealed, err := sealedEncoding.AppendDecode(nil, text)
	if err != nil {
		return nil, fmt.Errorf("%w (%w)", ErrSealed, err)
	}
	line, err := k.aead.Decrypt(sealed, associatedLine)
	if err != nil {
		return nil, fmt.Errorf("%w (%w)", ErrSealed, err)
	}
	return line, nil
}

// KeyFunc gives the key of an id.
type KeyFunc func(id string) (*Key, error)

// unsealed is the line that a line is, or that is sealed in it. The error wraps ErrSealed unless the key is not to be had.
func (f KeyFunc) unsealed(line []byte) ([]byte, error) {
	if line[0] != sealedMark {
		return line, nil
	}
	id, text, found := bytes.Cut(bytes.TrimSuffix(line[1:], []byte("\n")), []byte("."))
	if !found {
		return nil, ErrSealed
	}
	if f == nil {
		return nil, fmt.Errorf("the log is encrypted with the key %s, and there are no keys", id)
	}
	key, err := f(string(id))
	if err != nil {
		return nil, err
	}
	return key.open(text)
}
