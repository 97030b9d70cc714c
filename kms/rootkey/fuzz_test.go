package rootkey

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/keyset"

	"github.com/penstock/penstock/kms"
)

// FuzzParse reads anything as a root key in the clear: what is taken can be used.
func FuzzParse(f *testing.F) {
	content, err := createFile(f.TempDir() + "/keyset.json")
	require.NoError(f, err)
	f.Add(content)
	f.Add([]byte(`{"primaryKeyId":1,"key":[]}`))
	f.Fuzz(func(t *testing.T, content []byte) {
		handle, err := parse(content)
		if err != nil {
			return
		}
		key, err := use(handle)
		require.NoError(t, err)
		sealed, err := key.Encrypt([]byte("probe"), nil)
		require.NoError(t, err)
		plain, err := key.Decrypt(sealed, nil)
		require.NoError(t, err)
		require.Equal(t, "probe", string(plain))
	})
}

// FuzzUnseal reads anything as a sealed root key: only what was sealed opens.
func FuzzUnseal(f *testing.F) {
	root, err := keyset.NewHandle(aead.AES256GCMKeyTemplate())
	require.NoError(f, err)
	wrapping, err := use(root)
	require.NoError(f, err)
	s := Source{Provider: kms.NewOwned(wrapping)}
	handle, err := keyset.NewHandle(aead.AES256GCMKeyTemplate())
	require.NoError(f, err)
	content, err := s.seal(context.Background(), handle)
	require.NoError(f, err)
	f.Add(content)
	f.Add([]byte(`{"version":1}`))
	f.Fuzz(func(t *testing.T, content []byte) {
		opened, err := s.unseal(context.Background(), content)
		if err == nil {
			require.Equal(t, handle.KeysetInfo().GetPrimaryKeyId(), opened.KeysetInfo().GetPrimaryKeyId())
		}
	})
}
