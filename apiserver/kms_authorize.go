package apiserver

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/penstock/penstock/access"
	"github.com/penstock/penstock/access/policy"
	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/kms/builtin"
	"github.com/penstock/penstock/store"
)

// keyConditions are the conditions of a use of a key: what it is bound to, and the service that uses it for the caller, if any.
type keyConditions struct {
	*conditions

	action     string
	ec         kms.Context
	viaService string
}

// actionCreateGrant is to let somebody else use a key. The service asks whether it may, for decrypting and bound to the application.
const actionCreateGrant = "kms:CreateGrant"

// Values implements policy.Context.
func (c keyConditions) Values(key string) []string {
	switch key {
	case "kms:viaservice":
		return some(c.viaService)
	case "aws:viaawsservice":
		return []string{strconv.FormatBool(c.viaService != "")}
	case "aws:principalisawsservice":
		return []string{"false"}
	case "kms:calleraccount":
		return some(c.id.Caller.AccountID)
	case "kms:encryptioncontextkeys":
		return slices.Sorted(maps.Keys(c.ec))
	}
	if c.action == actionCreateGrant {
		switch key {
		case "kms:grantoperations":
			return []string{"Decrypt"}
		case "kms:grantconstrainttype":
			return []string{"EncryptionContextSubset"}
		case "kms:grantisforawsresource":
			return []string{"true"}
		}
	}
	if name, ok := strings.CutPrefix(key, policy.EncryptionContextPrefix); ok {
		return tagValue(c.ec, name)
	}
	return c.conditions.Values(key)
}

// mayUse refuses what the caller may not do with a key. As everywhere in AWS, a key's own policy comes first: nobody may do anything
// that it does not allow, the root of the account included. Where it allows it to the caller's account as a whole, the caller's own
// policies have to allow it as well. via names the service that uses the key for the caller, with its region; it is empty for
// calls of the caller's own.
func mayUse(ctx context.Context, id Identity, action string, key *store.KMSKey, ec kms.Context, via string) error {
	written, err := policy.Parse(policy.Key, []byte(key.Policy), access.Vocabulary())
	if err != nil {
		return fmt.Errorf("read the policy of key %s: %w", key.ID, err)
	}
	arn := builtin.Scope{AccountID: key.AccountID, Region: key.Region}.ARN(key.ID)
	r := policy.Request{
		Action: action, Resource: arn, Context: keyConditions{newConditions(ctx, id, nil, nil), action, ec, via},
	}
	caller := id.Caller
	own := caller.Decide(r)
	decision, direct := written.EvaluateKey(policy.Principal{ARNs: caller.TrustedAs()}, r)
	allowed := decision.Outcome == policy.Allowed && (own.Allowed() || direct && own.Outcome != policy.ExplicitDeny && caller.SessionAllows(r))
	if allowed {
		return nil
	}
	reason := "because no resource-based policy allows the " + action + " action"
	switch {
	case own.Outcome == policy.ExplicitDeny || decision.Outcome == policy.Allowed:
		return &access.DeniedError{Message: caller.Denied(own, action, arn)}
	case decision.Outcome == policy.ExplicitDeny:
		reason = "with an explicit deny in a resource-based policy"
	}
	return &access.DeniedError{Message: fmt.Sprintf("User: %s is not authorized to perform: %s on resource: %s %s", caller.ARN(), action, arn, reason)}
}

// defaultKeyPolicy lets the account decide by its own policies.
func defaultKeyPolicy(accountID string) string {
	return fmt.Sprintf(`{
  "Version": "2012-10-17",
  "Id": "key-default-1",
  "Statement": [{
    "Sid": "Enable IAM User Permissions",
    "Effect": "Allow",
    "Principal": {"AWS": %q},
    "Action": "kms:*",
    "Resource": "*"
  }]
}`, access.RootARN(accountID))
}
