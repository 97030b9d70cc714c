// Package awskms has the keys of AWS KMS, or of anything else that speaks its API, wrap data keys.
package awskms

import (
	"context"
	"errors"
	"net/http"

	"github.com/aws/aws-sdk-go-v2/aws"
	awskms "github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/kms/types"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/penstock/penstock/kms"
)

// Name is what a [kms.Keyring] knows this provider by.
const Name = "aws"

// Provider speaks to AWS KMS with one identity. Its errors are of type *[kms.KeyError].
type Provider struct {
	client *awskms.Client
}

var _ kms.Provider = (*Provider)(nil)

// New returns the provider of an SDK configuration: its region, credentials and endpoint.
func New(cfg aws.Config) *Provider { return &Provider{client: awskms.NewFromConfig(cfg)} }

// GenerateDataKey implements [kms.Provider]. keyID may be a key's id, its ARN, an alias or an alias's ARN; an ARN also tells the region.
func (p *Provider) GenerateDataKey(ctx context.Context, keyID string, ec kms.Context) (plain, wrapped []byte, err error) {
	const action = "kms:GenerateDataKey"
	if err := p.usable(ctx, action, keyID); err != nil {
		return nil, nil, err
	}
	out, err := p.client.GenerateDataKey(ctx, &awskms.GenerateDataKeyInput{
		KeyId: &keyID, EncryptionContext: ec, KeySpec: types.DataKeySpecAes256,
	}, in(keyID))
	if err != nil {
		return nil, nil, failure(action, keyID, err)
	}
	return out.Plaintext, out.CiphertextBlob, nil
}

// Decrypt implements [kms.Provider].
func (p *Provider) Decrypt(ctx context.Context, keyID string, wrapped []byte, ec kms.Context) ([]byte, error) {
	const action = "kms:Decrypt"
	if err := p.usable(ctx, action, keyID); err != nil {
		return nil, err
	}
	out, err := p.client.Decrypt(ctx, &awskms.DecryptInput{KeyId: &keyID, CiphertextBlob: wrapped, EncryptionContext: ec}, in(keyID))
	if err != nil {
		return nil, failure(action, keyID, err)
	}
	return out.Plaintext, nil
}

// failure sorts what the SDK says.
func failure(action, keyID string, err error) error {
	return &kms.KeyError{Kind: kindOf(err), Action: action, KeyID: keyID, Err: err}
}

func kindOf(err error) kms.FailureKind {
	var answer smithy.APIError
	if !errors.As(err, &answer) {
		return kms.KeyUnreachable
	}
	switch answer.ErrorCode() {
	case "DisabledException":
		return kms.KeyDisabled
	case "KMSInvalidStateException":
		return kms.KeyPendingDeletion
	case "NotFoundException":
		return kms.KeyNotFound
	case "AccessDeniedException", "UnrecognizedClientException", "InvalidSignatureException", "ExpiredTokenException":
		return kms.KeyDenied
	case "ThrottlingException", "LimitExceededException", "RequestLimitExceeded":
		return kms.KeyThrottled
	}
	var response *smithyhttp.ResponseError
	if errors.As(err, &response) && response.HTTPStatusCode() >= http.StatusInternalServerError {
		return kms.KeyUnreachable
	}
	return kms.KeyInvalid
}
