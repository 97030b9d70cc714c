package e2e

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials"
	sdk "github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/awstest"
	"github.com/penstock/penstock/kms/awskms"
)

// A server whose root key lay in the clear goes on with the same one, sealed under a key of AWS KMS or given by the environment.
func TestServe_root_key(t *testing.T) {
	t.Parallel()
	endpoint := awstest.Moto(t)
	client := sdk.NewFromConfig(aws.Config{
		Region: "us-east-1", BaseEndpoint: &endpoint, Credentials: credentials.NewStaticCredentialsProvider("test", "test", ""),
	})
	made, err := client.CreateKey(t.Context(), &sdk.CreateKeyInput{})
	require.NoError(t, err)

	s := newServer(t)
	inClear, sealed := filepath.Join(s.dir, "keyset.json"), filepath.Join(s.dir, "keyset.sealed.json")
	s.start()
	cfg, err := config.LoadDefaultConfig(t.Context(),
		config.WithSharedConfigFiles([]string{filepath.Join(s.dir, "aws", "config")}),
		config.WithSharedCredentialsFiles([]string{filepath.Join(s.dir, "aws", "credentials")}))
	require.NoError(t, err)
	own, err := sdk.NewFromConfig(cfg).CreateKey(t.Context(), &sdk.CreateKeyInput{})
	require.NoError(t, err)
	provider := awskms.New(cfg)
	plain, wrapped, err := provider.GenerateDataKey(t.Context(), *own.KeyMetadata.Arn, nil)
	require.NoError(t, err)
	opens := func() {
		t.Helper()
		opened, err := provider.Decrypt(t.Context(), *own.KeyMetadata.Arn, wrapped, nil)
		require.NoError(t, err)
		require.Equal(t, plain, opened)
	}
	opens()
	keyset, err := os.ReadFile(inClear)
	require.NoError(t, err)

	s.kill()
	s.arguments = append(s.arguments, "--root-key-kms", *made.KeyMetadata.KeyId)
	s.environment = []string{"AWS_ENDPOINT_URL=" + endpoint, "AWS_ACCESS_KEY_ID=test", "AWS_SECRET_ACCESS_KEY=test", "AWS_REGION=us-east-1"}
	s.start()
	opens()
	require.NoFileExists(t, inClear)
	require.FileExists(t, sealed)

	s.kill()
	s.arguments = s.arguments[:len(s.arguments)-2]
	s.environment = []string{"PENSTOCK_ROOT_KEY=" + string(bytes.TrimSpace(keyset))}
	require.NoError(t, os.Remove(sealed))
	s.start()
	opens()
	require.NoFileExists(t, inClear)
}
