package kms_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/keyset"
	"github.com/tink-crypto/tink-go/v2/tink"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/kms/kmstest"
)

const arn = "arn:aws:kinesisanalytics:eu-west-1:123456789012:application/orders"

func newKey(t testing.TB) tink.AEAD {
	t.Helper()
	handle, err := keyset.NewHandle(aead.AES256GCMKeyTemplate())
	require.NoError(t, err)
	key, err := aead.New(handle)
	require.NoError(t, err)
	return key
}

func newKeyring(t testing.TB) *kms.Keyring {
	return kms.NewKeyring(map[string]kms.Provider{kms.OwnedKey: kms.NewOwned(newKey(t))})
}

func seal(t require.TestingT, stream tink.StreamingAEAD, content []byte, name string) []byte {
	var sealed bytes.Buffer
	w, err := stream.NewEncryptingWriter(&sealed, []byte(name))
	require.NoError(t, err)
	_, err = w.Write(content)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return sealed.Bytes()
}

func open(stream tink.StreamingAEAD, sealed []byte, name string) ([]byte, error) {
	r, err := stream.NewDecryptingReader(bytes.NewReader(sealed), []byte(name))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

func TestOwned(t *testing.T) {
	t.Parallel()
	key := newKey(t)
	kmstest.TestProvider(t, kms.NewOwned(key), "")
	t.Run("not what the key sealed for something else", func(t *testing.T) {
		sealed, err := key.Encrypt(make([]byte, kms.DataKeySize), []byte(`{"`+kms.ContextARN+`":"`+arn+`"}`))
		require.NoError(t, err)
		_, err = kms.NewOwned(key).Decrypt(t.Context(), "", sealed, kms.ApplicationContext(arn))
		require.Error(t, err)
	})
}

func TestKeyring(t *testing.T) {
	t.Parallel()
	ring := newKeyring(t)
	wrapped, stream, err := ring.Generate(t.Context(), kms.Reference{Provider: kms.OwnedKey}, arn)
	require.NoError(t, err)
	require.Equal(t, arn, wrapped.ApplicationARN)
	sealed := seal(t, stream, []byte("the code"), "content 1")
	again, err := ring.Open(t.Context(), wrapped)
	require.NoError(t, err)
	content, err := open(again, sealed, "content 1")
	require.NoError(t, err)
	require.Equal(t, "the code", string(content))
	_, err = open(again, sealed, "content 2")
	require.Error(t, err, "it is bound to its name")

	moved := wrapped
	moved.ApplicationARN += "2"
	_, err = ring.Open(t.Context(), moved)
	require.ErrorContains(t, err, "orders2", "the key belongs to its application")
	_, err = newKeyring(t).Open(t.Context(), wrapped)
	require.Error(t, err, "another installation's key does not open it")
	for _, by := range []kms.Reference{{Provider: "none"}, {Provider: kms.OwnedKey, KeyID: "alias/a"}} {
		_, _, err := ring.Generate(t.Context(), by, arn)
		require.Error(t, err, by)
	}
}

// brokenProvider gives a key of a wrong length.
type brokenProvider struct{}

func (brokenProvider) GenerateDataKey(context.Context, string, kms.Context) (plain, wrapped []byte, err error) {
	return make([]byte, 16), []byte("x"), nil
}

func (brokenProvider) Decrypt(context.Context, string, []byte, kms.Context) ([]byte, error) {
	return nil, errors.New("unreachable")
}

func TestKeyring_TakesNoWeakKeys(t *testing.T) {
	t.Parallel()
	ring := kms.NewKeyring(map[string]kms.Provider{"broken": brokenProvider{}})
	_, _, err := ring.Generate(t.Context(), kms.Reference{Provider: "broken"}, arn)
	require.ErrorContains(t, err, "16 bytes")
	_, err = ring.Open(t.Context(), kms.Wrapped{Reference: kms.Reference{Provider: "broken", KeyID: "k1"}})
	require.ErrorContains(t, err, "broken k1")
}

// TestStream_NoticesEveryChange flips bits, cuts, repeats and swaps parts of streams.
func TestStream_NoticesEveryChange(t *testing.T) {
	t.Parallel()
	_, stream, err := newKeyring(t).Generate(t.Context(), kms.Reference{Provider: kms.OwnedKey}, arn)
	require.NoError(t, err)
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.SampledFrom([]int{0, 1, 100, kms.SegmentSize - 100, kms.SegmentSize, 3*kms.SegmentSize + 7}).Draw(t, "size")
		content := bytes.Repeat([]byte{7}, size)
		sealed := seal(t, stream, content, "c")
		opened, err := open(stream, sealed, "c")
		require.NoError(t, err)
		require.True(t, bytes.Equal(content, opened))

		changed := bytes.Clone(sealed)
		switch at := rapid.IntRange(0, len(sealed)-1).Draw(t, "at"); rapid.SampledFrom([]string{"flip", "cut", "append", "front"}).Draw(t, "change") {
		case "flip":
			changed[at] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
		case "cut":
			changed = changed[:at]
		case "append":
			changed = append(changed, sealed[at:]...)
		case "front":
			changed = changed[at+1:]
		}
		_, err = open(stream, changed, "c")
		require.Error(t, err)
	})
}
