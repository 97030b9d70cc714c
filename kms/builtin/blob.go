package builtin

import (
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/tink-crypto/tink-go/v2/aead/subtle"
	"github.com/tink-crypto/tink-go/v2/subtle/random"

	"github.com/penstock/penstock/kms"
)

const (
	blobVersion = 1
	saltSize    = 16
	headSize    = 1 + 16 + 4
	// MaterialSize is how many bytes a key is made of.
	materialSize = 32
)

// errBlob says that a ciphertext is none of ours.
var errBlob = errors.New("it is no ciphertext of this key service")

// head is what a ciphertext begins with.
type head struct {
	key        uuid.UUID
	generation int
}

func (h head) encode() []byte {
	b := append([]byte{blobVersion}, h.key[:]...)
	return binary.BigEndian.AppendUint32(b, uint32(h.generation))
}

func decodeHead(blob []byte) (h head, err error) {
	if len(blob) < headSize+saltSize || blob[0] != blobVersion {
		return h, errBlob
	}
	copy(h.key[:], blob[1:])
	h.generation = int(binary.BigEndian.Uint32(blob[17:]))
	return h, nil
}

// seal encrypts under material and binds the result to the context.
func (h head) seal(material, plain []byte, ec kms.Context) ([]byte, error) {
	start := append(h.encode(), random.GetRandomBytes(saltSize)...)
	cipher, bound, err := cipherOf(material, start, ec)
	if err != nil {
		return nil, err
	}
	sealed, err := cipher.Encrypt(plain, bound)
	if err != nil {
		return nil, fmt.Errorf("encrypt: %w", err)
	}
	return append(start, sealed...), nil
}

// open undoes seal. The blob has been looked at by decodeHead.
func open(material, blob []byte, ec kms.Context) ([]byte, error) {
	start, sealed := blob[:headSize+saltSize], blob[headSize+saltSize:]
	cipher, bound, err := cipherOf(material, start, ec)
	if err != nil {
		return nil, err
	}
	plain, err := cipher.Decrypt(sealed, bound)
	if err != nil {
		return nil, errors.New("the ciphertext was changed, or its encryption context is another")
	}
	return plain, nil
}

// cipherOf is the cipher of one ciphertext, and what it is bound to.
func cipherOf(material, start []byte, ec kms.Context) (*subtle.AESGCM, []byte, error) {
	key, err := hkdf.Key(sha256.New, material, start[headSize:], "penstock kms", materialSize)
	if err != nil {
		return nil, nil, fmt.Errorf("derive key: %w", err)
	}
	defer clear(key)
	cipher, err := subtle.NewAESGCM(key)
	if err != nil {
		return nil, nil, fmt.Errorf("use key: %w", err)
	}
	text, err := ec.Canonical()
	return cipher, append(append([]byte{}, start...), text...), err
}
