package apiserver

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/penstock/penstock/access"
	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/store"
)

// KeyUse is what is going to be done with a key of an application.
type KeyUse int

// The uses, the weakest first: each asks for what those before it ask for as well.
const (
	// KeyNamed: it stays, or goes, and nothing is read or written with it. The caller has to be allowed to use it; whether it can be used
	// does not matter.
	KeyNamed KeyUse = iota + 1
	// KeyOpens: state that is there is read with it.
	KeyOpens
	// KeySeals: state is written with it, and read.
	KeySeals
)

// KeyAuthority finds keys of one provider and says who may use them.
type KeyAuthority interface {
	// Find finds the key that a name stands for, of those that the application may have. The error is a *[kms.KeyError].
	Find(ctx context.Context, application store.ApplicationKey, name string) (lifecycle.Key, error)
	// Permit refuses a use of a key for an application that the caller of the identity may not make, with an *[access.DeniedError], or
	// that the service cannot make, with a *[kms.KeyError]. Without a caller it asks about the service only.
	Permit(ctx context.Context, id Identity, applicationARN string, key lifecycle.Key, use KeyUse) error
}

// ApplicationKeys are the customer managed keys of applications.
type ApplicationKeys struct {
	// New is the provider that names of keys in requests are looked up with.
	New string
	// Authorities are all providers by name, also those that only old state needs.
	Authorities map[string]KeyAuthority
}

// find finds the key that a name in a request stands for.
func (k *ApplicationKeys) find(ctx context.Context, application store.ApplicationKey, name string) (lifecycle.Key, error) {
	return k.Authorities[k.New].Find(ctx, application, name)
}

// permit asks the provider of a key.
func (k *ApplicationKeys) permit(ctx context.Context, id Identity, applicationARN string, key lifecycle.Key, use KeyUse) error {
	authority, ok := k.Authorities[key.Provider]
	if !ok {
		return &kms.KeyError{Kind: kms.KeyUnreachable, Action: actionDescribeKey, KeyID: key.ARN,
			Err: fmt.Errorf("this server was started without the provider %q of keys", key.Provider)}
	}
	return authority.Permit(ctx, id, applicationARN, key, use)
}

const actionDescribeKey = "kms:DescribeKey"

// keyUses are the keys that an operation touches, each with the strongest use of it.
type keyUses map[lifecycle.Key]KeyUse

// add adds a use of a key. The installation's own takes no permission.
func (u keyUses) add(key lifecycle.Key, use KeyUse) {
	if !key.Owned() {
		u[key] = max(u[key], use)
	}
}

// covers tells whether what was asked for is enough for other uses.
func (u keyUses) covers(others keyUses) bool {
	for key, use := range others {
		if u[key] < use {
			return false
		}
	}
	return true
}

// keyFinder finds the key that a configuration names.
type keyFinder func(c lifecycle.Configuration) (lifecycle.Key, error)

// errKeysChanged says that an operation touches other keys than those that were asked about, because the application, or an alias, has
// changed meanwhile.
var errKeysChanged = errors.New("the keys of the application have changed meanwhile")

// keyAttempts bounds how often keys are asked about for one request.
const keyAttempts = 4

// lockedWithKeys is locked for operations that touch keys: their caller has to be allowed to use all of them, and what is written with
// them has to be writable. The providers of keys are asked before the transaction, for they may be far away; involved says which keys
// it is about, and is asked once more in the transaction. It changes nothing. configuring says that the request names a key.
func (s *Service) lockedWithKeys(ctx context.Context, name *string, configuring bool,
	involved func(r store.Reader, a *lifecycle.Application, find keyFinder) (keyUses, error),
	do func(tx *store.Tx, a *lifecycle.Application) error,
) error {
	for range keyAttempts {
		a, err := s.store.Application(ctx, key(ctx, name))
		if err != nil {
			return err
		}
		found := map[string]lifecycle.Key{}
		asked, err := involved(s.store.Reader, a, func(c lifecycle.Configuration) (lifecycle.Key, error) {
			k, err := s.findKey(ctx, name, c)
			found[c.KeyID] = k
			return k, err
		})
		if err != nil {
			return keyRefusal(err, configuring)
		}
		if err := s.permit(ctx, name, asked); err != nil {
			return keyRefusal(err, configuring)
		}
		err = s.locked(ctx, name, func(tx *store.Tx, a *lifecycle.Application) error {
			now, err := involved(tx.Reader, a, func(c lifecycle.Configuration) (lifecycle.Key, error) {
				k, ok := found[c.KeyID]
				if !ok && c.KeyType == lifecycle.KeyTypeCustomer {
					return k, errKeysChanged
				}
				return k, nil
			})
			if err != nil {
				return err
			}
			if !asked.covers(now) {
				return errKeysChanged
			}
			return do(tx, a)
		})
		if !errors.Is(err, errKeysChanged) {
			return err
		}
	}
	return fault.ConcurrentModification("The keys of application %s have changed meanwhile. Try again.", *name)
}

// findKey finds the key that a configuration names.
func (s *Service) findKey(ctx context.Context, name *string, c lifecycle.Configuration) (lifecycle.Key, error) {
	if c.KeyType != lifecycle.KeyTypeCustomer {
		return lifecycle.Key{}, nil
	}
	if s.keys == nil {
		return lifecycle.Key{}, fault.Unsupported("This server has no customer managed keys: KeyType must be %s.", lifecycle.KeyTypeOwned)
	}
	return s.keys.find(ctx, key(ctx, name), c.KeyID)
}

// permit asks whether all uses may be made for the application.
func (s *Service) permit(ctx context.Context, name *string, uses keyUses) error {
	if len(uses) == 0 {
		return nil
	}
	if s.keys == nil {
		return fault.Unsupported("This server has no customer managed keys, and application %s has one.", *name)
	}
	k := key(ctx, name)
	arn := lifecycle.ARN(k.Region, k.AccountID, k.Name)
	for used, use := range uses {
		if err := s.keys.permit(ctx, IdentityFrom(ctx), arn, used, use); err != nil {
			return err
		}
	}
	return nil
}

// keyRefusedError is a refusal for the sake of a key. No operation of the API declares the errors of AWS KMS, so it has a kind that they do
// declare; the audit log has it as the denial that it is.
type keyRefusedError struct {
	told  *fault.Error
	cause error
}

func (e *keyRefusedError) Error() string { return e.told.Error() }

func (e *keyRefusedError) Unwrap() []error { return []error{e.told, e.cause} }

// keyRefusal makes an error of the API of what was said about a key; others stay as they are.
func keyRefusal(err error, configuring bool) error {
	var (
		failed *kms.KeyError
		denied *access.DeniedError
	)
	var message string
	switch {
	case errors.As(err, &denied):
		message = denied.Message
	case errors.As(err, &failed):
		message = failed.Error()
	default:
		return err
	}
	kind := fault.InvalidConfigurationKind
	if configuring {
		kind = fault.InvalidArgumentKind
	}
	return &keyRefusedError{fault.New(kind, "%s", message), err}
}

// codeRefusal is the error of an application whose code cannot be opened, because the key cannot be used that it is encrypted under. Other
// errors stay.
func codeRefusal(err error) error {
	var failed *kms.KeyError
	if !errors.As(err, &failed) {
		return err
	}
	return &keyRefusedError{fault.InvalidConfiguration(
		"The application's code cannot be opened: %s. Where the key is lost, give the application its code again with UpdateApplication.",
		strings.TrimSuffix(failed.Error(), ".")), err}
}

// The first version of Flink whose applications may have keys of their own.
const (
	keysFromMajor = 1
	keysFromMinor = 20
)

// checkKeyRuntime refuses a key of its owner's to an application of an older runtime.
func checkKeyRuntime(runtime, keyType string) error {
	if keyType != lifecycle.KeyTypeCustomer || takesKeys(runtime) {
		return nil
	}
	return fault.InvalidArgument("KeyType %s takes RuntimeEnvironment FLINK-%d_%d or later, not %s", keyType, keysFromMajor, keysFromMinor, runtime)
}

func takesKeys(runtime string) bool {
	version, isFlink := strings.CutPrefix(runtime, "FLINK-")
	before, after, ok := strings.Cut(version, "_")
	major, err := strconv.Atoi(before)
	minor, err2 := strconv.Atoi(after)
	return isFlink && ok && err == nil && err2 == nil && (major > keysFromMajor || major == keysFromMajor && minor >= keysFromMinor)
}
