package builtin

import (
	"context"
	"errors"
	"strings"

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
	key, err := p.usable(ctx, keyID, actionGenerate)
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
	key, err := p.usable(ctx, keyID, actionDecrypt)
	if err != nil {
		return nil, err
	}
	plain, err := p.keys.Decrypt(ctx, key, wrapped, ec)
	if err != nil {
		return nil, failed(actionDecrypt, keyID, err)
	}
	return plain, nil
}

// usable finds a key by its ARN.
func (p *Provider) usable(ctx context.Context, arn, action string) (*store.KMSKey, error) {
	parts := strings.SplitN(arn, ":", 6)
	if len(parts) != 6 || !strings.HasPrefix(parts[5], "key/") {
		return nil, &kms.KeyError{Kind: kms.KeyNotFound, Action: action, KeyID: arn, Err: errors.New("it is not the ARN of a key")}
	}
	key, err := p.keys.Find(ctx, Scope{AccountID: parts[4], Region: parts[3]}, arn)
	if err != nil {
		return nil, failed(action, arn, err)
	}
	return key, Usable(key, action)
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
