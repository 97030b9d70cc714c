package builtin

import (
	"context"
	"errors"
	"strings"

	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/store"
)

var _ kms.Inspector = (*Provider)(nil)

const actionDescribe = "kms:DescribeKey"

// Find implements [kms.Inspector].
func (p *Provider) Find(ctx context.Context, in kms.Scope, name string) (*kms.Description, error) {
	key, err := p.keys.Find(ctx, Scope(in), name)
	if err != nil {
		return nil, failed(actionDescribe, name, err)
	}
	return Describe(key), nil
}

// Describe implements [kms.Inspector].
func (p *Provider) Describe(ctx context.Context, arn string) (*kms.Description, error) {
	key, err := p.keys.ByARN(ctx, arn, actionDescribe)
	if err != nil {
		return nil, err
	}
	return Describe(key), nil
}

// Describe tells the state of a key.
func Describe(key *store.KMSKey) *kms.Description {
	d := &kms.Description{ARN: ARN(key), DeletionTime: key.DeletionTime}
	switch {
	case key.DeletionTime != nil:
		d.Problem = kms.KeyPendingDeletion
	case !key.Enabled:
		d.Problem = kms.KeyDisabled
	}
	return d
}

// ARN names a key.
func ARN(key *store.KMSKey) string { return Scope{key.AccountID, key.Region}.ARN(key.ID) }

// ByARN finds a key by its ARN, wherever it is, for the action named. The error is a *[kms.KeyError].
func (k *Keys) ByARN(ctx context.Context, arn, action string) (*store.KMSKey, error) {
	parts := strings.SplitN(arn, ":", 6)
	if len(parts) != 6 || !strings.HasPrefix(parts[5], "key/") {
		return nil, &kms.KeyError{Kind: kms.KeyNotFound, Action: action, KeyID: arn, Err: errors.New("it is not the ARN of a key")}
	}
	key, err := k.Find(ctx, Scope{AccountID: parts[4], Region: parts[3]}, arn)
	if err != nil {
		return nil, failed(action, arn, err)
	}
	return key, nil
}

// Allows refuses a key whose policy does not let the service use it for an application.
func (p *Provider) Allows(ctx context.Context, arn, applicationARN string) error {
	key, err := p.keys.ByARN(ctx, arn, actionDescribe)
	if err != nil {
		return err
	}
	return LetsServiceIn(key, applicationARN, true)
}
