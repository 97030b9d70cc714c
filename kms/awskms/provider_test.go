package awskms_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	sdk "github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/awstest"
	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/kms/awskms"
	"github.com/penstock/penstock/kms/kmstest"
)

func config(endpoint string) aws.Config {
	return aws.Config{
		Region: "eu-west-1", BaseEndpoint: &endpoint, Credentials: credentials.NewStaticCredentialsProvider("test", "test", ""),
		Retryer: func() aws.Retryer { return aws.NopRetryer{} },
	}
}

func TestProvider(t *testing.T) {
	t.Parallel()
	cfg := config(awstest.Moto(t))
	client := sdk.NewFromConfig(cfg)
	made, err := client.CreateKey(t.Context(), &sdk.CreateKeyInput{})
	require.NoError(t, err)
	id, arn := *made.KeyMetadata.KeyId, *made.KeyMetadata.Arn
	_, err = client.CreateAlias(t.Context(), &sdk.CreateAliasInput{AliasName: aws.String("alias/orders"), TargetKeyId: &id})
	require.NoError(t, err)
	provider := awskms.New(cfg)
	for name, keyID := range map[string]string{"id": id, "ARN": arn, "alias": "alias/orders"} {
		t.Run(name, func(t *testing.T) { kmstest.TestProvider(t, provider, keyID) })
	}

	t.Run("a key that is not there", func(t *testing.T) {
		var failure *kms.KeyError
		_, _, err := provider.GenerateDataKey(t.Context(), "no-such-key", nil)
		require.ErrorAs(t, err, &failure)
		require.Equal(t, kms.KeyNotFound, failure.Kind, err)
		require.Equal(t, "kms:GenerateDataKey", failure.Action)
		require.ErrorContains(t, err, "no-such-key")
	})
}

func TestProvider_sorts_what_KMS_says(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		code   string
		status int
		kind   kms.FailureKind
		passes bool
	}{
		{"DisabledException", 400, kms.KeyDisabled, false},
		{"KMSInvalidStateException", 400, kms.KeyPendingDeletion, false},
		{"NotFoundException", 400, kms.KeyNotFound, false},
		{"AccessDeniedException", 400, kms.KeyDenied, false},
		{"ThrottlingException", 400, kms.KeyThrottled, true},
		{"InvalidCiphertextException", 400, kms.KeyInvalid, false},
		{"KMSInternalException", 500, kms.KeyUnreachable, true},
	} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/x-amz-json-1.1")
			w.WriteHeader(test.status)
			_, err := w.Write([]byte(`{"__type": "` + test.code + `", "message": "why"}`))
			if err != nil {
				panic(err)
			}
		}))
		_, err := awskms.New(config(server.URL)).Decrypt(t.Context(), "k", []byte("x"), nil)
		server.Close()
		var failure *kms.KeyError
		require.ErrorAs(t, err, &failure)
		require.Equal(t, test.kind, failure.Kind, test.code)
		require.Equal(t, test.passes, failure.Passes(), test.code)

		_, err = awskms.New(config(server.URL)).Decrypt(t.Context(), "k", []byte("x"), nil)
		require.True(t, errors.As(err, &failure) && failure.Kind == kms.KeyUnreachable, "nobody there: %v", err)
	}
}

func TestProvider_inspects(t *testing.T) {
	t.Parallel()
	cfg := config(awstest.Moto(t))
	client, provider := sdk.NewFromConfig(cfg), awskms.New(cfg)
	scope := kms.Scope{AccountID: "123456789012", Region: "eu-west-1"}
	made, err := client.CreateKey(t.Context(), &sdk.CreateKeyInput{})
	require.NoError(t, err)
	id, arn := *made.KeyMetadata.KeyId, *made.KeyMetadata.Arn
	_, err = client.CreateAlias(t.Context(), &sdk.CreateAliasInput{AliasName: aws.String("alias/orders"), TargetKeyId: &id})
	require.NoError(t, err)
	for _, name := range []string{id, arn, "alias/orders", "arn:aws:kms:eu-west-1:123456789012:alias/orders"} {
		d, err := provider.Find(t.Context(), scope, name)
		require.NoError(t, err, name)
		require.Equal(t, &kms.Description{ARN: arn}, d)
	}
	for name, in := range map[string]kms.Scope{
		"alias/none": scope, arn: {AccountID: "123456789012", Region: "us-east-1"}, id: {AccountID: "000000000000", Region: "eu-west-1"},
	} {
		_, err := provider.Find(t.Context(), in, name)
		var failed *kms.KeyError
		require.ErrorAs(t, err, &failed, name)
		require.Equal(t, kms.KeyNotFound, failed.Kind)
	}
	ec := kms.ApplicationContext("arn:aws:kinesisanalytics:eu-west-1:123456789012:application/orders")
	require.NoError(t, provider.Try(t.Context(), arn, ec))

	asymmetric, err := client.CreateKey(t.Context(), &sdk.CreateKeyInput{KeySpec: "RSA_2048", KeyUsage: "SIGN_VERIFY"})
	require.NoError(t, err)
	d, err := provider.Describe(t.Context(), *asymmetric.KeyMetadata.Arn)
	require.NoError(t, err)
	require.Equal(t, kms.KeyInvalid, d.Problem)
	require.ErrorContains(t, provider.Try(t.Context(), d.ARN, ec), "SIGN_VERIFY")

	// What speaks the API of AWS KMS and lets a disabled key work is no way around its state.
	_, err = client.DisableKey(t.Context(), &sdk.DisableKeyInput{KeyId: &id})
	require.NoError(t, err)
	require.ErrorContains(t, provider.Try(t.Context(), arn, ec), "Enable it and try again")
	_, err = client.ScheduleKeyDeletion(t.Context(), &sdk.ScheduleKeyDeletionInput{KeyId: &id, PendingWindowInDays: aws.Int32(7)})
	require.NoError(t, err)
	d, err = provider.Describe(t.Context(), arn)
	require.NoError(t, err)
	require.Equal(t, kms.KeyPendingDeletion, d.Problem)
	require.NotNil(t, d.DeletionTime)
	require.ErrorContains(t, provider.Try(t.Context(), arn, ec), "Cancel its deletion")
}
