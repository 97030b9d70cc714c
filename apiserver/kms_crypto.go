package apiserver

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/kms/builtin"
	"github.com/penstock/penstock/store"
)

const (
	maxPlaintext  = 4096
	maxCiphertext = 6144
	maxDataKey    = 1024
)

// usable finds a key that the caller may use and that can be used.
func (c *kmsCall) usable(name string, ec kms.Context) (*store.KMSKey, error) {
	key, err := c.key(name, ec)
	if err != nil {
		return nil, err
	}
	return key, builtin.Usable(key, "kms:"+c.operation.Name)
}

// algorithm refuses others than that of symmetric keys.
func algorithm(name string) error {
	if name != "" && name != symmetric {
		return &requestError{"InvalidKeyUsageException", "The keys of this key service encrypt with " + symmetric + ".", 400}
	}
	return nil
}

// use is what a use of a key is asked beside its own.
type use struct {
	// DryRun asks whether it would be done.
	DryRun bool
	// Recipient is an enclave that alone shall read the answer.
	Recipient json.RawMessage
}

// using makes an operation that uses a key heed what may be asked of all of them.
func using(do func(c *kmsCall) (any, error)) func(c *kmsCall) (any, error) {
	return func(c *kmsCall) (any, error) {
		var in use
		if err := c.read(&in); err != nil {
			return nil, err
		}
		if len(in.Recipient) > 0 && string(in.Recipient) != "null" {
			return nil, &requestError{kmsUnsupported, "This key service does not encrypt its answers for enclaves.", 400}
		}
		out, err := do(c)
		if err == nil && in.DryRun {
			return nil, &requestError{kmsDryRun, "The request would have succeeded, but the DryRun option is set.", http.StatusPreconditionFailed}
		}
		return out, err
	}
}

func encrypt(c *kmsCall) (any, error) {
	var in struct {
		keyIDRequest
		Plaintext           []byte
		EncryptionContext   kms.Context
		EncryptionAlgorithm string
	}
	if err := c.read(&in); err != nil {
		return nil, err
	}
	if len(in.Plaintext) == 0 || len(in.Plaintext) > maxPlaintext {
		return nil, kmsInvalid("Plaintext must have from 1 to %d bytes", maxPlaintext)
	}
	if err := algorithm(in.EncryptionAlgorithm); err != nil {
		return nil, err
	}
	key, err := c.usable(in.KeyID, in.EncryptionContext)
	if err != nil {
		return nil, err
	}
	blob, err := c.KeyService.Keys.Encrypt(c.ctx, key, in.Plaintext, in.EncryptionContext)
	return struct {
		CiphertextBlob      []byte
		KeyID               string `json:"KeyId"`
		EncryptionAlgorithm string
	}{blob, c.scope.ARN(key.ID), symmetric}, err
}

// opened finds the key of a ciphertext, which the caller may have named, and decrypts.
func (c *kmsCall) opened(action, name string, blob []byte, ec kms.Context) (*store.KMSKey, []byte, error) {
	if len(blob) == 0 || len(blob) > maxCiphertext {
		return nil, nil, kmsInvalid("CiphertextBlob must have from 1 to %d bytes", maxCiphertext)
	}
	key, err := c.KeyService.Keys.KeyOf(c.ctx, c.scope, blob)
	if err != nil {
		return nil, nil, err
	}
	if name != "" {
		wanted, err := c.KeyService.Keys.Find(c.ctx, c.scope, name)
		if err != nil {
			return nil, nil, err
		}
		if wanted.ID != key.ID {
			return nil, nil, &requestError{kmsIncorrectKey, "The key ID in the request does not identify a CMK that can perform this operation.", 400}
		}
	}
	if err := c.may(action, key, ec); err != nil {
		return nil, nil, err
	}
	if err := builtin.Usable(key, action); err != nil {
		return nil, nil, err
	}
	plain, err := c.KeyService.Keys.Decrypt(c.ctx, key, blob, ec)
	return key, plain, err
}

func decrypt(c *kmsCall) (any, error) {
	var in struct {
		keyIDRequest
		CiphertextBlob      []byte
		EncryptionContext   kms.Context
		EncryptionAlgorithm string
	}
	if err := c.read(&in); err != nil {
		return nil, err
	}
	if err := algorithm(in.EncryptionAlgorithm); err != nil {
		return nil, err
	}
	key, plain, err := c.opened("kms:Decrypt", in.KeyID, in.CiphertextBlob, in.EncryptionContext)
	if err != nil {
		return nil, err
	}
	return struct {
		KeyID               string `json:"KeyId"`
		Plaintext           []byte
		EncryptionAlgorithm string
	}{c.scope.ARN(key.ID), plain, symmetric}, nil
}

func reEncrypt(c *kmsCall) (any, error) {
	var in struct {
		CiphertextBlob                                            []byte
		SourceKeyID                                               string `json:"SourceKeyId"`
		DestinationKeyID                                          string `json:"DestinationKeyId"`
		SourceEncryptionContext, DestinationEncryptionContext     kms.Context
		SourceEncryptionAlgorithm, DestinationEncryptionAlgorithm string
	}
	if err := c.read(&in); err != nil {
		return nil, err
	}
	if err := errors.Join(algorithm(in.SourceEncryptionAlgorithm), algorithm(in.DestinationEncryptionAlgorithm)); err != nil {
		return nil, err
	}
	if in.DestinationKeyID == "" {
		return nil, kmsInvalid("DestinationKeyId is missing")
	}
	source, plain, err := c.opened("kms:ReEncryptFrom", in.SourceKeyID, in.CiphertextBlob, in.SourceEncryptionContext)
	if err != nil {
		return nil, err
	}
	defer clear(plain)
	key, err := c.KeyService.Keys.Find(c.ctx, c.scope, in.DestinationKeyID)
	if err != nil {
		return nil, err
	}
	if err := c.may("kms:ReEncryptTo", key, in.DestinationEncryptionContext); err != nil {
		return nil, err
	}
	if err := builtin.Usable(key, "kms:ReEncryptTo"); err != nil {
		return nil, err
	}
	blob, err := c.KeyService.Keys.Encrypt(c.ctx, key, plain, in.DestinationEncryptionContext)
	return struct {
		CiphertextBlob                 []byte
		SourceKeyID                    string `json:"SourceKeyId"`
		KeyID                          string `json:"KeyId"`
		SourceEncryptionAlgorithm      string
		DestinationEncryptionAlgorithm string
	}{blob, c.scope.ARN(source.ID), c.scope.ARN(key.ID), symmetric, symmetric}, err
}

// dataKey is a data key as it is told.
type dataKey struct {
	CiphertextBlob []byte
	Plaintext      []byte `json:",omitempty"`
	KeyID          string `json:"KeyId"`
}

func generateDataKey(c *kmsCall) (any, error) { return c.newDataKey() }

func generateDataKeyWithoutPlaintext(c *kmsCall) (any, error) {
	made, err := c.newDataKey()
	if err != nil {
		return nil, err
	}
	clear(made.Plaintext)
	made.Plaintext = nil
	return made, nil
}

func (c *kmsCall) newDataKey() (*dataKey, error) {
	in := struct {
		keyIDRequest
		KeySpec           string
		NumberOfBytes     *int
		EncryptionContext kms.Context
	}{}
	if err := c.read(&in); err != nil {
		return nil, err
	}
	var size int
	switch {
	case (in.KeySpec == "") == (in.NumberOfBytes == nil):
		return nil, kmsInvalid("Please specify either number of bytes or key spec.")
	case in.KeySpec == "AES_256":
		size = 32
	case in.KeySpec == "AES_128":
		size = 16
	case in.NumberOfBytes == nil:
		return nil, kmsInvalid("KeySpec must be AES_256 or AES_128")
	default:
		size = *in.NumberOfBytes
	}
	if size < 1 || size > maxDataKey {
		return nil, kmsInvalid("NumberOfBytes must be from 1 to %d", maxDataKey)
	}
	key, err := c.usable(in.KeyID, in.EncryptionContext)
	if err != nil {
		return nil, err
	}
	plain := make([]byte, size)
	_, _ = rand.Read(plain) // never fails
	blob, err := c.KeyService.Keys.Encrypt(c.ctx, key, plain, in.EncryptionContext)
	if err != nil {
		return nil, err
	}
	return &dataKey{blob, plain, c.scope.ARN(key.ID)}, nil
}
