package apiserver

import (
	"github.com/penstock/penstock/access"
	"github.com/penstock/penstock/access/policy"
	"github.com/penstock/penstock/kms/builtin"
	"github.com/penstock/penstock/store"
)

// keyPolicyName is the one name that policies of keys have.
const keyPolicyName = "default"

func getKeyPolicy(c *kmsCall) (any, error) {
	var in struct {
		keyIDRequest
		PolicyName string
	}
	if err := c.read(&in); err != nil {
		return nil, err
	}
	if in.PolicyName != "" && in.PolicyName != keyPolicyName {
		return nil, &requestError{kmsNotFound, "A key has one policy, whose name is default.", 400}
	}
	key, err := c.key(in.KeyID, nil)
	if err != nil {
		return nil, err
	}
	return struct{ Policy, PolicyName string }{key.Policy, keyPolicyName}, nil
}

func putKeyPolicy(c *kmsCall) (any, error) {
	var in struct {
		Policy, PolicyName             string
		BypassPolicyLockoutSafetyCheck bool
	}
	if err := c.read(&in); err != nil {
		return nil, err
	}
	if in.PolicyName != "" && in.PolicyName != keyPolicyName {
		return nil, kmsInvalid("A key has one policy, whose name is %s", keyPolicyName)
	}
	if _, err := policy.Parse(policy.Key, []byte(in.Policy), access.Vocabulary()); err != nil {
		return nil, err
	}
	return nil, c.change(func(k *store.KMSKey) error {
		k.Policy = in.Policy
		if err := alive(k); err != nil || in.BypassPolicyLockoutSafetyCheck {
			return err
		}
		return c.keepsPolicy(k)
	})
}

// keepsPolicy warns whoever could not change the policy any more in time.
func (c *kmsCall) keepsPolicy(k *store.KMSKey) error {
	if mayUse(c.ctx, c.identity, "kms:PutKeyPolicy", k, nil, "") != nil {
		return &requestError{kmsMalformedPolicy, "The new key policy will not allow you to update the key policy in the future.", 400}
	}
	return nil
}

func listKeyPolicies(c *kmsCall) (any, error) {
	if _, err := c.named(); err != nil {
		return nil, err
	}
	return struct {
		PolicyNames []string
		Truncated   bool
	}{PolicyNames: []string{keyPolicyName}}, nil
}

// The bounds of the time between rotations, in days.
const (
	shortestRotation = 90
	longestRotation  = 2560
)

func enableKeyRotation(c *kmsCall) (any, error) {
	in := struct{ RotationPeriodInDays *int }{}
	if err := c.read(&in); err != nil {
		return nil, err
	}
	days := builtin.DefaultRotation
	if in.RotationPeriodInDays != nil {
		days = *in.RotationPeriodInDays
	}
	if days < shortestRotation || days > longestRotation {
		return nil, kmsInvalid("RotationPeriodInDays must be from %d to %d", shortestRotation, longestRotation)
	}
	return nil, c.change(func(k *store.KMSKey) error {
		next := c.began.AddDate(0, 0, days)
		k.RotationDays, k.NextRotation = &days, &next
		return builtin.Usable(k, "kms:EnableKeyRotation")
	})
}

func disableKeyRotation(c *kmsCall) (any, error) {
	return nil, c.change(func(k *store.KMSKey) error {
		k.RotationDays, k.NextRotation = nil, nil
		return builtin.Usable(k, "kms:DisableKeyRotation")
	})
}

func getKeyRotationStatus(c *kmsCall) (any, error) {
	key, err := c.named()
	if err != nil {
		return nil, err
	}
	return struct {
		KeyID                string `json:"KeyId"`
		KeyRotationEnabled   bool
		RotationPeriodInDays *int     `json:",omitempty"`
		NextRotationDate     *kmsTime `json:",omitempty"`
	}{c.scope.ARN(key.ID), key.RotationDays != nil, key.RotationDays, kmsTimeOf(key.NextRotation)}, nil
}

func rotateKeyOnDemand(c *kmsCall) (any, error) {
	key, err := c.named()
	if err != nil {
		return nil, err
	}
	return keyIDRequest{c.scope.ARN(key.ID)}, c.KeyService.Keys.Rotate(c.ctx, key)
}

func listKeyRotations(c *kmsCall) (any, error) {
	key, err := c.named()
	if err != nil {
		return nil, err
	}
	all, err := c.KeyService.Store.KMSMaterials(c.ctx, key.ID)
	if err != nil {
		return nil, err
	}
	type entry struct {
		KeyID        string `json:"KeyId"`
		RotationDate kmsTime
		RotationType string
	}
	out := struct {
		Rotations []entry
		Truncated bool
	}{Rotations: []entry{}}
	for _, m := range all {
		if m.Generation == 1 { // what the key was made with
			continue
		}
		kind := "AUTOMATIC"
		if m.OnDemand {
			kind = "ON_DEMAND"
		}
		out.Rotations = append(out.Rotations, entry{c.scope.ARN(key.ID), kmsTime(m.CreateTime), kind})
	}
	return out, nil
}
