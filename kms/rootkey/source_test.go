package rootkey_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"os"
	"path/filepath"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	sdk "github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/stretchr/testify/require"
	"github.com/tink-crypto/tink-go/v2/tink"

	"github.com/penstock/penstock/awstest"
	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/kms/awskms"
	"github.com/penstock/penstock/kms/rootkey"
)

// disabled is a provider whose keys are disabled.
type disabled struct{}

func (disabled) GenerateDataKey(_ context.Context, keyID string, _ kms.Context) (plain, wrapped []byte, err error) {
	return nil, nil, &kms.KeyError{Kind: kms.KeyDisabled, Action: "kms:GenerateDataKey", KeyID: keyID}
}

func (disabled) Decrypt(_ context.Context, keyID string, _ []byte, _ kms.Context) ([]byte, error) {
	return nil, &kms.KeyError{Kind: kms.KeyDisabled, Action: "kms:Decrypt", KeyID: keyID}
}

func mustOpen(t *testing.T, s rootkey.Source) tink.AEAD {
	t.Helper()
	key, err := rootkey.Open(t.Context(), s)
	require.NoError(t, err)
	return key
}

func requireSame(t *testing.T, a, b tink.AEAD) {
	t.Helper()
	sealed, err := a.Encrypt([]byte("x"), nil)
	require.NoError(t, err)
	_, err = b.Decrypt(sealed, nil)
	require.NoError(t, err, "they are different keys")
}

func names(t *testing.T, dir string) (all []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

func TestOpen_from_the_environment(t *testing.T) {
	t.Parallel()
	dir, elsewhere := t.TempDir(), t.TempDir()
	made := mustOpen(t, rootkey.Source{Dir: elsewhere})
	text, err := os.ReadFile(filepath.Join(elsewhere, "keyset.json"))
	require.NoError(t, err)
	for _, given := range []string{string(text), base64.StdEncoding.EncodeToString(text) + "\n"} {
		requireSame(t, made, mustOpen(t, rootkey.Source{Dir: dir, Environment: given}))
	}
	require.Empty(t, names(t, dir), "a key that was given is written nowhere")
	for _, wrong := range []string{"secret words", "{}", base64.StdEncoding.EncodeToString([]byte("no keyset"))} {
		_, err := rootkey.Open(t.Context(), rootkey.Source{Dir: dir, Environment: wrong})
		require.ErrorContains(t, err, rootkey.Variable)
		require.NotContains(t, err.Error(), wrong, "what was given may be secret")
	}
	_, err = rootkey.Open(t.Context(), rootkey.Source{Dir: elsewhere, Environment: string(text)})
	require.ErrorContains(t, err, "keep the one")
	_, err = rootkey.Open(t.Context(), rootkey.Source{Dir: dir, Environment: string(text), KeyID: "k"})
	require.ErrorContains(t, err, "one of them")
}

func TestOpen_sealed(t *testing.T) {
	t.Parallel()
	endpoint := awstest.Moto(t)
	cfg := aws.Config{Region: "eu-west-1", BaseEndpoint: &endpoint, Credentials: credentials.NewStaticCredentialsProvider("test", "test", "")}
	made, err := sdk.NewFromConfig(cfg).CreateKey(t.Context(), &sdk.CreateKeyInput{})
	require.NoError(t, err)
	with := func(dir string) rootkey.Source {
		return rootkey.Source{Dir: dir, KeyID: *made.KeyMetadata.Arn, Provider: awskms.New(cfg)}
	}

	t.Run("a new key is never there in the clear", func(t *testing.T) {
		dir := t.TempDir()
		key := mustOpen(t, with(dir))
		require.Equal(t, []string{"keyset.sealed.json"}, names(t, dir))
		requireSame(t, key, mustOpen(t, with(dir)))
		info, err := os.Stat(filepath.Join(dir, "keyset.sealed.json"))
		require.NoError(t, err)
		require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
		_, err = rootkey.Open(t.Context(), rootkey.Source{Dir: dir})
		require.ErrorContains(t, err, "is sealed", "no second key is made")
		require.Equal(t, []string{"keyset.sealed.json"}, names(t, dir))
	})
	t.Run("a key in the clear is sealed, and stays the same", func(t *testing.T) {
		dir := t.TempDir()
		key := mustOpen(t, rootkey.Source{Dir: dir})
		requireSame(t, key, mustOpen(t, with(dir)))
		require.Equal(t, []string{"keyset.sealed.json"}, names(t, dir))
		requireSame(t, key, mustOpen(t, with(dir)))
	})
	t.Run("a crash between the two files is gone over again", func(t *testing.T) {
		dir := t.TempDir()
		key := mustOpen(t, rootkey.Source{Dir: dir})
		text, err := os.ReadFile(filepath.Join(dir, "keyset.json"))
		require.NoError(t, err)
		mustOpen(t, with(dir))
		require.NoError(t, os.WriteFile(filepath.Join(dir, "keyset.json"), text, 0o600))
		requireSame(t, key, mustOpen(t, with(dir)))
		require.Equal(t, []string{"keyset.sealed.json"}, names(t, dir))
	})
	t.Run("two different keys are left alone", func(t *testing.T) {
		dir := t.TempDir()
		mustOpen(t, with(dir))
		_, err := rootkey.OpenFile(filepath.Join(dir, "keyset.json"))
		require.NoError(t, err)
		_, err = rootkey.Open(t.Context(), with(dir))
		require.ErrorContains(t, err, "different keys")
		require.Len(t, names(t, dir), 2)
	})
	t.Run("a key that cannot be used changes nothing", func(t *testing.T) {
		dir := t.TempDir()
		mustOpen(t, rootkey.Source{Dir: dir})
		var failure *kms.KeyError
		_, err := rootkey.Open(t.Context(), rootkey.Source{Dir: dir, KeyID: "orders", Provider: disabled{}})
		require.ErrorAs(t, err, &failure)
		require.Equal(t, []string{"keyset.json"}, names(t, dir))
		mustOpen(t, with(dir))
		_, err = rootkey.Open(t.Context(), rootkey.Source{Dir: dir, KeyID: "orders", Provider: disabled{}})
		require.ErrorAs(t, err, &failure)
		require.Equal(t, []string{"keyset.sealed.json"}, names(t, dir))
	})
	t.Run("a file that was changed does not open", func(t *testing.T) {
		dir := t.TempDir()
		mustOpen(t, with(dir))
		path := filepath.Join(dir, "keyset.sealed.json")
		for _, content := range []string{"", "{}", `{"version": 2}`, `{"version": 1, "key": "AAAA", "keyset": "AAAA"}`} {
			require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
			_, err := rootkey.Open(t.Context(), with(dir))
			require.ErrorContains(t, err, path)
		}
	})
}

// A key of 32 random bytes needs no tool of ours: whoever is given it makes the same keyset of it.
func TestOpen_random_bytes_from_the_environment(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	given := base64.StdEncoding.EncodeToString(bytes.Repeat([]byte{7}, 32)) + "\n"
	requireSame(t, mustOpen(t, rootkey.Source{Dir: dir, Environment: given}), mustOpen(t, rootkey.Source{Dir: dir, Environment: given}))
	sealed, err := mustOpen(t, rootkey.Source{Dir: dir, Environment: given}).Encrypt([]byte("x"), nil)
	require.NoError(t, err)
	ring, err := rootkey.OpenRing(t.Context(), rootkey.Source{Dir: dir, Environment: given})
	require.NoError(t, err)
	id, named := rootkey.KeyIDOf(sealed)
	require.True(t, named)
	require.Equal(t, ring.Primary(), id, "it is known by an id, as other root keys are, so that it can be exchanged")
	other := base64.StdEncoding.EncodeToString(bytes.Repeat([]byte{8}, 32))
	_, err = mustOpen(t, rootkey.Source{Dir: dir, Environment: other}).Decrypt(sealed, nil)
	require.Error(t, err)
	require.Empty(t, names(t, dir), "a key that was given is written nowhere")
}
