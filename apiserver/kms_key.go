package apiserver

import (
	"github.com/penstock/penstock/access"
	"github.com/penstock/penstock/access/policy"
	"github.com/penstock/penstock/kms/builtin"
	"github.com/penstock/penstock/store"
)

// keyMetadata is what is told of a key.
type keyMetadata struct {
	AWSAccountID          string `json:"AWSAccountId"`
	KeyID                 string `json:"KeyId"`
	ARN                   string `json:"Arn"`
	CreationDate          kmsTime
	Enabled               bool
	Description           string
	KeyUsage              string
	KeyState              string
	DeletionDate          *kmsTime `json:",omitempty"`
	Origin                string
	KeyManager            string
	CustomerMasterKeySpec string
	KeySpec               string
	EncryptionAlgorithms  []string
	MultiRegion           bool
}

type keyAnswer struct{ KeyMetadata keyMetadata }

const (
	symmetric        = "SYMMETRIC_DEFAULT"
	encryptDecrypt   = "ENCRYPT_DECRYPT"
	awsKMSOrigin     = "AWS_KMS"
	statePending     = "PendingDeletion"
	stateDisabled    = "Disabled"
	stateEnabled     = "Enabled"
	maxDescription   = 8192
	maxListed        = 1000
	defaultListed    = 100
	defaultListedAls = 50
)

func describe(k *store.KMSKey) keyAnswer {
	state := stateEnabled
	switch {
	case k.DeletionTime != nil:
		state = statePending
	case !k.Enabled:
		state = stateDisabled
	}
	return keyAnswer{keyMetadata{
		AWSAccountID: k.AccountID, KeyID: k.ID, ARN: builtin.Scope{AccountID: k.AccountID, Region: k.Region}.ARN(k.ID),
		CreationDate: kmsTime(k.CreateTime), Enabled: state == stateEnabled, Description: k.Description, KeyUsage: encryptDecrypt, KeyState: state,
		DeletionDate: kmsTimeOf(k.DeletionTime), Origin: awsKMSOrigin, KeyManager: "CUSTOMER",
		CustomerMasterKeySpec: symmetric, KeySpec: symmetric, EncryptionAlgorithms: []string{symmetric},
	}}
}

func createKey(c *kmsCall) (any, error) {
	var in struct {
		Policy, Description, KeyUsage, Origin, KeySpec, CustomerMasterKeySpec string
		MultiRegion                                                           bool
		CustomKeyStoreID                                                      string `json:"CustomKeyStoreId"`
		Tags                                                                  []keyTag
		BypassPolicyLockoutSafetyCheck                                        bool
	}
	if err := c.read(&in); err != nil {
		return nil, err
	}
	if err := c.mayAnywhere(); err != nil {
		return nil, err
	}
	for name, wrong := range map[string]bool{
		"KeyUsage other than " + encryptDecrypt: in.KeyUsage != "" && in.KeyUsage != encryptDecrypt,
		"KeySpec other than " + symmetric:       in.KeySpec != "" && in.KeySpec != symmetric || in.CustomerMasterKeySpec != "" && in.CustomerMasterKeySpec != symmetric,
		"Origin other than " + awsKMSOrigin:     in.Origin != "" && in.Origin != awsKMSOrigin,
		"MultiRegion":                           in.MultiRegion, "CustomKeyStoreId": in.CustomKeyStoreID != "",
	} {
		if wrong {
			return nil, &requestError{kmsUnsupported, "This key service has no keys with " + name + ".", 400}
		}
	}
	if len(in.Description) > maxDescription {
		return nil, kmsInvalid("Description may have at most %d characters", maxDescription)
	}
	key := &store.KMSKey{Description: in.Description, Policy: in.Policy, Tags: map[string]string{}}
	if err := addTags(key.Tags, in.Tags); err != nil {
		return nil, err
	}
	if len(in.Tags) > 0 {
		if err := c.decide(c.ctx, c.exchange, "kms:TagResource", "*", nil); err != nil {
			return nil, err
		}
	}
	if key.Policy == "" {
		key.Policy = defaultKeyPolicy(c.scope.AccountID)
	}
	if _, err := policy.Parse(policy.Key, []byte(key.Policy), access.Vocabulary()); err != nil {
		return nil, err
	}
	key.AccountID, key.Region = c.scope.AccountID, c.scope.Region
	if !in.BypassPolicyLockoutSafetyCheck {
		if err := c.keepsPolicy(key); err != nil {
			return nil, err
		}
	}
	if err := c.KeyService.Keys.Create(c.ctx, c.scope, key); err != nil {
		return nil, err
	}
	c.identity.Resource = c.scope.ARN(key.ID)
	return describe(key), nil
}

// keyIDRequest is what many operations are given.
type keyIDRequest struct {
	KeyID string `json:"KeyId"`
}

// named reads a request that only names a key.
func (c *kmsCall) named() (*store.KMSKey, error) {
	var in keyIDRequest
	if err := c.read(&in); err != nil {
		return nil, err
	}
	return c.key(in.KeyID, nil)
}

func describeKey(c *kmsCall) (any, error) {
	key, err := c.named()
	if err != nil {
		return nil, err
	}
	return describe(key), nil
}

// change reads a request that names a key, and changes that.
func (c *kmsCall) change(do func(*store.KMSKey) error) error {
	key, err := c.named()
	if err != nil {
		return err
	}
	used, written := builtin.Usable(key, "") == nil, key.Policy
	if err := c.KeyService.Keys.Change(c.ctx, key, do); err != nil {
		return err
	}
	usable := builtin.Usable(key, "") == nil
	if used && !usable {
		c.tellProtects(key)
	}
	if c.KeyService.Changed != nil && (used != usable || written != key.Policy) {
		c.KeyService.Changed()
	}
	return nil
}

// alive refuses what cannot be done with a key that is about to be deleted.
func alive(k *store.KMSKey) error {
	if k.DeletionTime != nil {
		return &requestError{kmsInvalidState, builtin.Scope{AccountID: k.AccountID, Region: k.Region}.ARN(k.ID) + " is pending deletion.", 400}
	}
	return nil
}

func enableKey(c *kmsCall) (any, error) {
	return nil, c.change(func(k *store.KMSKey) error { k.Enabled = true; return alive(k) })
}

func disableKey(c *kmsCall) (any, error) {
	return nil, c.change(func(k *store.KMSKey) error { k.Enabled = false; return alive(k) })
}

func updateKeyDescription(c *kmsCall) (any, error) {
	var in struct{ Description string }
	if err := c.read(&in); err != nil {
		return nil, err
	}
	if len(in.Description) > maxDescription {
		return nil, kmsInvalid("Description may have at most %d characters", maxDescription)
	}
	return nil, c.change(func(k *store.KMSKey) error { k.Description = in.Description; return alive(k) })
}

func scheduleKeyDeletion(c *kmsCall) (any, error) {
	in := struct{ PendingWindowInDays *int }{}
	if err := c.read(&in); err != nil {
		return nil, err
	}
	days := builtin.LongestWait
	if in.PendingWindowInDays != nil {
		days = *in.PendingWindowInDays
	}
	if days < builtin.ShortestWait || days > builtin.LongestWait {
		return nil, kmsInvalid("PendingWindowInDays must be from %d to %d", builtin.ShortestWait, builtin.LongestWait)
	}
	var out struct {
		KeyID               string `json:"KeyId"`
		DeletionDate        *kmsTime
		KeyState            string
		PendingWindowInDays int
	}
	err := c.change(func(k *store.KMSKey) error {
		if err := alive(k); err != nil {
			return err
		}
		at := c.KeyService.Store.Now().AddDate(0, 0, days)
		k.DeletionTime, k.Enabled = &at, false
		out.KeyID, out.DeletionDate, out.KeyState, out.PendingWindowInDays = c.scope.ARN(k.ID), kmsTimeOf(&at), statePending, days
		return nil
	})
	return out, err
}

func cancelKeyDeletion(c *kmsCall) (any, error) {
	var out struct {
		KeyID string `json:"KeyId"`
	}
	err := c.change(func(k *store.KMSKey) error {
		out.KeyID = c.scope.ARN(k.ID)
		if k.DeletionTime == nil {
			return &requestError{kmsInvalidState, out.KeyID + " is not pending deletion.", 400}
		}
		k.DeletionTime = nil // it stays disabled, as in AWS
		return nil
	})
	return out, err
}

// page is what lists are asked for and tell of how they go on.
type page struct {
	Limit  *int
	Marker string
}

func (p page) limit(otherwise int) (int, error) {
	if p.Limit == nil {
		return otherwise, nil
	}
	if *p.Limit < 1 || *p.Limit > maxListed {
		return 0, kmsInvalid("Limit must be from 1 to %d", maxListed)
	}
	return *p.Limit, nil
}

// more is how an answer tells that a list goes on.
type more struct {
	NextMarker string `json:",omitempty"`
	Truncated  bool
}

func listKeys(c *kmsCall) (any, error) {
	var in page
	if err := c.read(&in); err != nil {
		return nil, err
	}
	if err := c.mayAnywhere(); err != nil {
		return nil, err
	}
	limit, err := in.limit(defaultListed)
	if err != nil {
		return nil, err
	}
	if in.Marker != "" && !isKeyID(in.Marker) {
		return nil, &requestError{kmsInvalidMarker, "Nobody gave this marker.", 400}
	}
	keys, err := c.KeyService.Store.KMSKeys(c.ctx, c.scope.AccountID, c.scope.Region, in.Marker, limit+1)
	if err != nil {
		return nil, err
	}
	type entry struct {
		KeyID  string `json:"KeyId"`
		KeyARN string `json:"KeyArn"`
	}
	out := struct {
		Keys []entry
		more
	}{Keys: []entry{}}
	for i, k := range keys {
		if i == limit {
			out.more = more{keys[i-1].ID, true}
			break
		}
		out.Keys = append(out.Keys, entry{k.ID, c.scope.ARN(k.ID)})
	}
	return out, nil
}
