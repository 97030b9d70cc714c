package builtin

import (
	"bytes"
	"testing"

	"github.com/penstock/penstock/kms"
)

// FuzzBlob: whatever is given as a ciphertext is refused or opened, and what names its key is read as it was written.
func FuzzBlob(f *testing.F) {
	material := make([]byte, materialSize)
	h := head{generation: 3}
	blob, err := h.seal(material, []byte("plain"), kms.Context{"a": "b"})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(blob)
	f.Add(blob[:headSize+saltSize])
	f.Add([]byte{blobVersion})
	f.Fuzz(func(t *testing.T, given []byte) {
		h, err := decodeHead(given)
		if err != nil {
			return
		}
		if !bytes.Equal(h.encode(), given[:headSize]) {
			t.Fatalf("%x is written as %x", given[:headSize], h.encode())
		}
		plain, err := open(material, given, kms.Context{"a": "b"})
		if err == nil && string(plain) != "plain" { // nothing else was ever encrypted with this material
			t.Fatalf("%x opens", given)
		}
	})
}
