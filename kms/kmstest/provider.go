// Package kmstest has what every provider of keys must do.
package kmstest

import (
	"bytes"
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/kms"
)

// TestProvider checks a provider that has the key named.
func TestProvider(t *testing.T, provider kms.Provider, keyID string) {
	t.Helper()
	ctx := context.Background()
	ec := kms.ApplicationContext("arn:aws:kinesisanalytics:eu-west-1:123456789012:application/orders")
	plain, wrapped, err := provider.GenerateDataKey(ctx, keyID, ec)
	require.NoError(t, err)
	require.Len(t, plain, kms.DataKeySize)
	require.False(t, bytes.Contains(wrapped, plain), "the wrapped key shows the key")

	t.Run("what was wrapped is unwrapped", func(t *testing.T) {
		opened, err := provider.Decrypt(ctx, keyID, wrapped, ec)
		require.NoError(t, err)
		require.Equal(t, plain, opened)
	})
	t.Run("each data key is another", func(t *testing.T) {
		other, _, err := provider.GenerateDataKey(ctx, keyID, ec)
		require.NoError(t, err)
		require.NotEqual(t, plain, other)
	})
	t.Run("not for another application", func(t *testing.T) {
		for name, other := range map[string]kms.Context{
			"another": kms.ApplicationContext("arn:aws:kinesisanalytics:eu-west-1:123456789012:application/refunds"),
			"none":    nil, "empty": {},
			"more": {kms.ContextARN: ec[kms.ContextARN], "x": ""},
		} {
			_, err := provider.Decrypt(ctx, keyID, wrapped, other)
			require.Error(t, err, name)
		}
	})
	t.Run("not with any bit changed", func(t *testing.T) {
		for i := range wrapped {
			changed := bytes.Clone(wrapped)
			changed[i] ^= 1 << (i % 8)
			_, err := provider.Decrypt(ctx, keyID, changed, ec)
			require.Error(t, err, "byte %d", i)
		}
		for _, cut := range [][]byte{nil, wrapped[:len(wrapped)-1], wrapped[1:]} {
			_, err := provider.Decrypt(ctx, keyID, cut, ec)
			require.Error(t, err)
		}
	})
	t.Run("not with a key that is not there", func(t *testing.T) {
		_, _, err := provider.GenerateDataKey(ctx, "no-such-key", ec)
		require.Error(t, err)
		_, err = provider.Decrypt(ctx, "no-such-key", wrapped, ec)
		require.Error(t, err)
	})
}
