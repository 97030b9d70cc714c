package builtin

import (
	"context"
	"errors"

	"github.com/tink-crypto/tink-go/v2/subtle/random"

	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/store"
)

// Name is what a [kms.Keyring] knows this provider by.
const Name = "penstock"

const (
	actionGenerate = "kms:GenerateDataKey"
	actionDecrypt  = "kms:Decrypt"
)

// Provider has the keys wrap data keys. A key is named by its ARN: a name of another form does not tell whose it is. Its errors about
// keys are of type *[kms.KeyError].
type Provider struct{ keys *Keys }

var _ kms.Provider = (*Provider)(nil)

// NewProvider returns the provider of the keys.
func NewProvider(keys *Keys) *Provider { return &Provider{keys} }

// GenerateDataKey implements [kms.Provider].
func (p *Provider) GenerateDataKey(ctx context.Context, keyID string, ec kms.Context) (plain, wrapped []byte, err error) {
	key, err := p.usable(ctx, keyID, actionGenerate, ec)
	if err != nil {
		return nil, nil, err
	}
	plain = random.GetRandomBytes(kms.DataKeySize)
	if wrapped, err = p.keys.Encrypt(ctx, key, plain, ec); err != nil {
		return nil, nil, failed(actionGenerate, keyID, err)
	}
	return plain, wrapped, nil
}

// Decrypt implements [kms.Provider].
func (p *Provider) Decrypt(ctx context.Context, keyID string, wrapped []byte, ec kms.Context) ([]byte, error) {
	key, err := p.usable(ctx, keyID, actionDecrypt, ec)
	if err != nil {
		return nil, err
	}
	plain, err := p.keys.Decrypt(ctx, key, wrapped, ec)
	if err != nil {
		return nil, failed(actionDecrypt, keyID, err)
	}
	return plain, nil
}

// usable finds a key by its ARN and refuses one that cannot be used, or that its policy does not let the service use for the application
// that the encryption context names.
func (p *Provider) usable(ctx context.Context, arn, action string, ec kms.Context) (*store.KMSKey, error) {
	key, err := p.keys.ByARN(ctx, arn, action)
	if err != nil {
		return nil, err
	}
	if err := Usable(key, action); err != nil {
		return nil, err
	}
	return key, letsIn(key, DurablePrincipal, action, ec[kms.ContextARN])
}

// failed makes a failure of whatever went wrong.
func failed(action, keyID string, err error) error {
	var failure *kms.KeyError
	switch {
	case errors.As(err, &failure):
		return err
	case fault.Is(err, fault.NotFoundKind), fault.Is(err, fault.InvalidArgumentKind):
		return &kms.KeyError{Kind: kms.KeyNotFound, Action: action, KeyID: keyID, Err: err}
	default:
		return &kms.KeyError{Kind: kms.KeyUnreachable, Action: action, KeyID: keyID, Err: err}
	}
}
