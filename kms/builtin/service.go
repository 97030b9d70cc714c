package builtin

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/penstock/penstock/access"
	"github.com/penstock/penstock/access/policy"
	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/store"
)

// The service as two principals, which a key's policy has to let in: who keeps the state that lasts, and who runs the clusters.
const (
	DurablePrincipal = "kinesisanalytics.amazonaws.com"
	RunningPrincipal = "infrastructure." + DurablePrincipal
)

// serviceUses are what the service does with the key of an application, and as whom.
var serviceUses = []struct {
	principal, action string
	// writes tells what only new state takes.
	writes bool
}{
	{DurablePrincipal, actionDescribe, false},
	{RunningPrincipal, actionDescribe, false},
	{DurablePrincipal, actionGenerate, true},
	{DurablePrincipal, actionDecrypt, false},
	{RunningPrincipal, actionDecrypt, false},
	{RunningPrincipal, "kms:GenerateDataKeyWithoutPlaintext", true},
	{RunningPrincipal, "kms:CreateGrant", true},
}

// LetsServiceIn refuses a key whose policy does not let the service use it for an application. There are no grants here; that the service
// could have some is asked for all the same, so that a policy that works here works in AWS. Where nothing is written with the key, it need
// not let the service do that. The error is a *[kms.KeyError] of the first use that is refused, and names the others.
func LetsServiceIn(key *store.KMSKey, applicationARN string, writes bool) error {
	var first *kms.KeyError
	var others []string
	for _, use := range serviceUses {
		if use.writes && !writes {
			continue
		}
		err := letsIn(key, use.principal, use.action, applicationARN)
		var refused *kms.KeyError
		switch {
		case err == nil:
		case !errors.As(err, &refused):
			return err
		case first == nil:
			first = refused
		default:
			others = append(others, use.action+" to "+use.principal)
		}
	}
	if first == nil {
		return nil
	}
	if len(others) > 0 {
		first.Err = fmt.Errorf("%w; it also has to allow %s", first.Err, strings.Join(others, ", "))
	}
	return first
}

// letsIn refuses the service one use of a key.
func letsIn(key *store.KMSKey, principal, action, applicationARN string) error {
	written, err := policy.Parse(policy.Key, []byte(key.Policy), access.Vocabulary())
	if err != nil {
		return fmt.Errorf("read the policy of key %s: %w", key.ID, err)
	}
	decision, _ := written.EvaluateKey(policy.Principal{Service: principal}, policy.Request{
		Action: action, Resource: ARN(key), Context: ServiceContext{ApplicationARN: applicationARN, Action: action},
	})
	switch decision.Outcome {
	case policy.Allowed:
		return nil
	case policy.ExplicitDeny:
		err = fmt.Errorf("%s of the key's policy denies it to the service %s", decision.Statement, principal)
	default:
		err = fmt.Errorf("the key's policy does not let the service %s in", principal)
	}
	return &kms.KeyError{Kind: kms.KeyDenied, Action: action, KeyID: ARN(key), Err: err}
}

// UseContext are the conditions of a use of the key of an application that are the same for whoever uses it.
func UseContext(applicationARN, action string) (ec kms.Context, values map[string][]string) {
	ec, values = kms.ApplicationContext(applicationARN), map[string][]string{}
	if action == actionDescribe {
		return nil, values
	}
	values["kms:encryptioncontextkeys"] = slices.Sorted(maps.Keys(ec))
	if action == "kms:CreateGrant" {
		values["kms:grantconstrainttype"] = []string{"EncryptionContextSubset"}
		values["kms:grantoperations"] = []string{"Decrypt"}
		values["kms:grantisforawsresource"] = []string{"true"}
	}
	return ec, values
}

// ServiceContext are the conditions under which the service uses a key for an application on its own account. It implements policy.Context.
type ServiceContext struct{ ApplicationARN, Action string }

// Values implements policy.Context.
func (c ServiceContext) Values(key string) []string {
	parts := strings.SplitN(c.ApplicationARN, ":", 6)
	switch key {
	case "aws:sourcearn":
		return []string{c.ApplicationARN}
	case "aws:sourceaccount", "kms:calleraccount":
		if len(parts) == 6 {
			return []string{parts[4]}
		}
	case "aws:requestedregion":
		if len(parts) == 6 {
			return []string{parts[3]}
		}
	case "aws:principalisawsservice":
		return []string{"true"}
	case "aws:viaawsservice":
		return []string{"false"}
	}
	ec, values := UseContext(c.ApplicationARN, c.Action)
	if name, ok := strings.CutPrefix(key, policy.EncryptionContextPrefix); ok {
		for k, v := range ec {
			if strings.EqualFold(k, name) {
				return []string{v}
			}
		}
		return nil
	}
	return values[key]
}
