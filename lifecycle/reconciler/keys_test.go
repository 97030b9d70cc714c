package reconciler

import (
	"context"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/keyset"

	"github.com/penstock/penstock/kms"
)

func newOwned(t testing.TB) kms.Provider {
	t.Helper()
	handle, err := keyset.NewHandle(aead.AES256GCMKeyTemplate())
	require.NoError(t, err)
	root, err := aead.New(handle)
	require.NoError(t, err)
	return kms.NewOwned(root)
}

// vault has customer managed keys, each of which can be made unusable.
type vault struct {
	kms.Provider

	mu     sync.Mutex
	broken map[string]kms.FailureKind
}

// breakKey makes a key fail in a way; an empty one mends it.
func (v *vault) breakKey(arn string, kind kms.FailureKind) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.broken == nil {
		v.broken = map[string]kms.FailureKind{}
	}
	v.broken[arn] = kind
}

func (v *vault) check(action, arn string) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if kind := v.broken[arn]; kind != "" {
		return &kms.KeyError{Kind: kind, Action: action, KeyID: arn}
	}
	return nil
}

// bound has the name of a key in the context, since the provider below has but one.
func bound(arn string, ec kms.Context) kms.Context {
	with := kms.Context{"vault": arn}
	for name, value := range ec {
		with[name] = value
	}
	return with
}

func (v *vault) GenerateDataKey(ctx context.Context, arn string, ec kms.Context) (plain, wrapped []byte, err error) {
	if err := v.check("kms:GenerateDataKey", arn); err != nil {
		return nil, nil, err
	}
	return v.Provider.GenerateDataKey(ctx, "", bound(arn, ec))
}

func (v *vault) Decrypt(ctx context.Context, arn string, wrapped []byte, ec kms.Context) ([]byte, error) {
	if err := v.check("kms:Decrypt", arn); err != nil {
		return nil, err
	}
	return v.Provider.Decrypt(ctx, "", wrapped, bound(arn, ec))
}
