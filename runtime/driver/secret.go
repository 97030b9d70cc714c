package driver

import (
	"errors"
	"fmt"
	"log/slog"
)

// Secret is bytes that are never written down: not into a handle, a file, an argument, the environment or a log. It prints as
// redacted however it is printed, and what tries to marshal it gets an error. Copies of a Secret share its bytes.
type Secret struct {
	// value is behind a pointer because package fmt asks no methods of what it prints with a verb that does not fit.
	value *[]byte
}

const redacted = "[redacted]"

// errSecret is what marshalling a secret answers.
var errSecret = errors.New("a secret is not to be written down")

// NewSecret makes a secret of bytes, which belong to it from then on.
func NewSecret(value []byte) Secret { return Secret{&value} }

// Bytes are the bytes themselves. Whoever asks for them neither changes nor keeps them.
func (s Secret) Bytes() []byte {
	if s.value == nil {
		return nil
	}
	return *s.value
}

// Empty tells whether there are no bytes.
func (s Secret) Empty() bool { return len(s.Bytes()) == 0 }

// Wipe overwrites the bytes, for all copies of the secret.
func (s Secret) Wipe() { clear(s.Bytes()) }

// Format writes that there is something that is not told, for every verb.
func (Secret) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(redacted)) }

// LogValue is the same for logs.
func (Secret) LogValue() slog.Value { return slog.StringValue(redacted) }

// MarshalText fails.
func (Secret) MarshalText() ([]byte, error) { return nil, errSecret }

// MarshalJSON fails.
func (Secret) MarshalJSON() ([]byte, error) { return nil, errSecret }

// MarshalBinary fails, and with it encoding/gob.
func (Secret) MarshalBinary() ([]byte, error) { return nil, errSecret }
