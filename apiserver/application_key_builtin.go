package apiserver

import (
	"context"
	"errors"
	"time"

	"github.com/penstock/penstock/access"
	"github.com/penstock/penstock/access/policy"
	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/kms/builtin"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/store"
)

// callerUses are what the caller of an operation does with a key by way of the service.
func callerUses(use KeyUse) []string {
	if use == KeyOpens {
		return []string{actionDescribeKey, "kms:Decrypt"}
	}
	return []string{actionDescribeKey, "kms:Decrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", actionCreateGrant}
}

// BuiltinKeys are the keys of the built-in key service as keys of applications.
type BuiltinKeys struct{ keys *builtin.Keys }

var _ KeyAuthority = (*BuiltinKeys)(nil)

// NewBuiltinKeys returns the authority of the keys.
func NewBuiltinKeys(k *builtin.Keys) *BuiltinKeys { return &BuiltinKeys{k} }

// Find implements [KeyAuthority]: keys of the application's account and region.
func (b *BuiltinKeys) Find(ctx context.Context, application store.ApplicationKey, name string) (lifecycle.Key, error) {
	d, err := builtin.NewProvider(b.keys).Find(ctx, kms.Scope{AccountID: application.AccountID, Region: application.Region}, name)
	if err != nil {
		return lifecycle.Key{}, err
	}
	return lifecycle.Key{Provider: builtin.Name, ARN: d.ARN}, nil
}

// Permit implements [KeyAuthority]. The key's policy, and where it leaves it to the account the caller's own, has to allow what the caller
// does by way of the service, bound to the application. So has it what the service does by itself.
func (b *BuiltinKeys) Permit(ctx context.Context, id Identity, applicationARN string, used lifecycle.Key, use KeyUse) error {
	key, err := b.keys.ByARN(ctx, used.ARN, actionDescribeKey)
	var failed *kms.KeyError
	if errors.As(err, &failed) && failed.Kind == kms.KeyNotFound && use == KeyNamed {
		return nil // there is nothing left to be allowed
	}
	if err != nil {
		return err
	}
	actions := callerUses(use)
	if id.Caller != nil {
		id.Resource = used.ARN
		for _, action := range actions {
			if err := mayUse(ctx, id, action, key, contextOf(action, applicationARN), viaService(id.Region)); err != nil {
				return err
			}
		}
	}
	if use == KeyNamed {
		return nil
	}
	if err := builtin.Usable(key, actions[len(actions)-1]); err != nil {
		return err
	}
	return builtin.LetsServiceIn(key, applicationARN, use == KeySeals)
}

// contextOf is what an action of the service is bound to: the application, but for looking at a key.
func contextOf(action, applicationARN string) kms.Context {
	if action == actionDescribeKey {
		return nil
	}
	return kms.ApplicationContext(applicationARN)
}

// viaService is the service in a region as kms:ViaService names it.
func viaService(region string) string {
	return access.ServiceAnalytics + "." + region + ".amazonaws.com"
}

// keyPatience is how long a provider may take to answer, with all that it is asked again: clients wait for it.
const keyPatience = 15 * time.Second

// InspectedKeys are keys of which only their provider knows who may use them, and of those who ask it knows only this installation: the
// keys of AWS KMS. What callers may do is up to their own policies here.
type InspectedKeys struct {
	// Provider is its name, Keys what asks it.
	Provider string
	Keys     InspectedProvider
	// AccountOf is the account of the provider that the keys of applications of an account are in.
	AccountOf func(ctx context.Context, accountID string) (string, error)
}

// InspectedProvider is a provider whose keys can be tried.
type InspectedProvider interface {
	kms.Inspector
	// Try finds out whether the installation may make data keys with a key and open them. The error is a *[kms.KeyError].
	Try(ctx context.Context, arn string, ec kms.Context) error
}

var _ KeyAuthority = (*InspectedKeys)(nil)

// Find implements [KeyAuthority]: keys of the account that stands for the application's, in its region.
func (k *InspectedKeys) Find(ctx context.Context, application store.ApplicationKey, name string) (lifecycle.Key, error) {
	ctx, cancel := context.WithTimeout(ctx, keyPatience)
	defer cancel()
	account, err := k.AccountOf(ctx, application.AccountID)
	if err != nil {
		return lifecycle.Key{}, &kms.KeyError{Kind: kms.KeyUnreachable, Action: actionDescribeKey, KeyID: name, Err: err}
	}
	d, err := k.Keys.Find(ctx, kms.Scope{AccountID: account, Region: application.Region}, name)
	if err != nil {
		return lifecycle.Key{}, err
	}
	return lifecycle.Key{Provider: k.Provider, ARN: d.ARN}, nil
}

// Permit implements [KeyAuthority]. The caller's own policies have to allow what the caller does by way of the service, and the provider has to
// let the installation do it.
func (k *InspectedKeys) Permit(ctx context.Context, id Identity, applicationARN string, used lifecycle.Key, use KeyUse) error {
	if id.Caller != nil {
		id.Resource = used.ARN
		for _, action := range callerUses(use) {
			r := policy.Request{Action: action, Resource: used.ARN, Context: keyConditions{
				newConditions(ctx, id, nil, nil), action, contextOf(action, applicationARN), viaService(id.Region),
			}}
			if v := id.Caller.Decide(r); !v.Allowed() {
				return &access.DeniedError{Message: id.Caller.Denied(v, action, used.ARN)}
			}
		}
	}
	ctx, cancel := context.WithTimeout(ctx, keyPatience)
	defer cancel()
	switch use {
	case KeyOpens:
		d, err := k.Keys.Describe(ctx, used.ARN)
		if err != nil {
			return err
		}
		return d.Failure("kms:Decrypt")
	case KeySeals:
		return k.Keys.Try(ctx, used.ARN, kms.ApplicationContext(applicationARN))
	default:
		return nil
	}
}
