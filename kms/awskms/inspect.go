package awskms

import (
	"context"
	"errors"
	"fmt"
	"strings"

	awskms "github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/kms/types"

	"github.com/penstock/penstock/kms"
)

var _ kms.Inspector = (*Provider)(nil)

const (
	actionDescribe = "kms:DescribeKey"
	// arnParts are arn, partition, service, region, account and resource.
	arnParts = 6
)

// in sends a call to the region of the key, where its name tells that.
func in(keyID string) func(*awskms.Options) {
	return func(o *awskms.Options) {
		if parts := strings.SplitN(keyID, ":", arnParts); len(parts) == arnParts && parts[0] == "arn" {
			o.Region = parts[3]
		}
	}
}

// Find implements [kms.Inspector]. What is named without a region is looked for in that of the scope, in the account of the credentials.
func (p *Provider) Find(ctx context.Context, scope kms.Scope, name string) (*kms.Description, error) {
	d, err := p.describe(ctx, name, func(o *awskms.Options) { o.Region = scope.Region })
	if err != nil {
		return nil, err
	}
	if parts := strings.SplitN(d.ARN, ":", arnParts); len(parts) != arnParts || parts[3] != scope.Region || parts[4] != scope.AccountID {
		return nil, &kms.KeyError{Kind: kms.KeyNotFound, Action: actionDescribe, KeyID: name, Err: fmt.Errorf(
			"%s is not a key of account %s in region %s", d.ARN, scope.AccountID, scope.Region)}
	}
	return d, nil
}

// Describe implements [kms.Inspector].
func (p *Provider) Describe(ctx context.Context, arn string) (*kms.Description, error) {
	return p.describe(ctx, arn, in(arn))
}

func (p *Provider) describe(ctx context.Context, keyID string, where func(*awskms.Options)) (*kms.Description, error) {
	out, err := p.client.DescribeKey(ctx, &awskms.DescribeKeyInput{KeyId: &keyID}, where)
	if err != nil {
		return nil, failure(actionDescribe, keyID, err)
	}
	if out.KeyMetadata == nil || out.KeyMetadata.Arn == nil {
		return nil, &kms.KeyError{Kind: kms.KeyUnreachable, Action: actionDescribe, KeyID: keyID, Err: errors.New("the answer names no key")}
	}
	m := out.KeyMetadata
	d := &kms.Description{ARN: *m.Arn, DeletionTime: m.DeletionDate}
	switch m.KeyState {
	case types.KeyStateEnabled, types.KeyStateUpdating:
	case types.KeyStateDisabled:
		d.Problem = kms.KeyDisabled
	case types.KeyStatePendingDeletion, types.KeyStatePendingReplicaDeletion:
		d.Problem = kms.KeyPendingDeletion
	default:
		d.Problem, d.Reason = kms.KeyUnreachable, "its state is "+string(m.KeyState)
	}
	// Services that speak this API leave out what is the default.
	symmetric := m.KeySpec == types.KeySpecSymmetricDefault || m.KeySpec == ""
	encrypts := m.KeyUsage == types.KeyUsageTypeEncryptDecrypt || m.KeyUsage == ""
	if !symmetric || !encrypts {
		d.Problem, d.Reason = kms.KeyInvalid, fmt.Sprintf("it is a key of %s for %s, and not a symmetric one for encryption", m.KeySpec, m.KeyUsage)
	}
	return d, nil
}

// usable refuses a key whose state forbids it to be used. AWS does that itself; not everything that speaks its API does. Who may use the
// key and not describe it is left to the call itself.
func (p *Provider) usable(ctx context.Context, action, keyID string) error {
	d, err := p.describe(ctx, keyID, in(keyID))
	var failed *kms.KeyError
	switch {
	case errors.As(err, &failed) && failed.Kind == kms.KeyDenied:
		return nil
	case errors.As(err, &failed):
		failed.Action = action
		return failed
	case err != nil:
		return err
	}
	return d.Failure(action)
}

// Try finds out whether the installation's credentials may use a key for what has the encryption context: to make data keys, and to open
// them. What was made is not kept.
func (p *Provider) Try(ctx context.Context, arn string, ec kms.Context) error {
	plain, wrapped, err := p.GenerateDataKey(ctx, arn, ec)
	clear(plain)
	if err != nil {
		return err
	}
	plain, err = p.Decrypt(ctx, arn, wrapped, ec)
	clear(plain)
	return err
}
