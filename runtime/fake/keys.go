package fake

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"

	"github.com/penstock/penstock/runtime/driver"
)

// keys are what a cluster was given: not the keys themselves, which are wiped once it was prepared, but what tells them apart.
type keys struct {
	// sealing is what it writes with; empty for a cluster that writes in clear.
	sealing string
	opening map[string]bool
	clear   bool
}

func keysOf(given *driver.Keys) keys {
	if given == nil {
		return keys{clear: true}
	}
	k := keys{sealing: fingerprint(given.Sealing), opening: map[string]bool{}, clear: given.TakesClear}
	for _, key := range append([]driver.DataKey{given.Sealing}, given.Opening...) {
		k.opening[fingerprint(key)] = true
	}
	return k
}

// fingerprint tells a key apart from all others, of the same id too.
func fingerprint(key driver.DataKey) string {
	sum := sha256.Sum256(append([]byte(key.ID+"\x00"), key.Key.Bytes()...))
	return key.ID + " " + hex.EncodeToString(sum[:8])
}

// opens tells why state that was written with a key cannot be read.
func (k *keys) opens(sealedWith string) error {
	switch {
	case sealedWith == "" && !k.clear:
		return errors.New("it is in clear")
	case sealedWith != "" && !k.opening[sealedWith]:
		return fmt.Errorf("the cluster was given no key %s", sealedWith)
	default:
		return nil
	}
}
