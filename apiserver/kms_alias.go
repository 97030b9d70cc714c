package apiserver

import (
	"regexp"
	"strings"

	"github.com/google/uuid"

	"github.com/penstock/penstock/kms/builtin"
	"github.com/penstock/penstock/store"
)

var aliasPattern = regexp.MustCompile(`^alias/[a-zA-Z0-9/_-]{1,250}$`)

func isKeyID(text string) bool { return uuid.Validate(text) == nil }

func (c *kmsCall) readAlias() (alias store.KMSAlias, err error) {
	var in struct {
		AliasName   string
		TargetKeyID string `json:"TargetKeyId"`
	}
	if err := c.read(&in); err != nil {
		return alias, err
	}
	if !aliasPattern.MatchString(in.AliasName) || strings.HasPrefix(in.AliasName, "alias/aws/") {
		return alias, &requestError{kmsInvalidAlias, "An alias is written alias/NAME, of letters, digits and /_-; those that begin with alias/aws/ are kept for AWS.", 400}
	}
	if strings.HasPrefix(in.TargetKeyID, "alias/") || strings.Contains(in.TargetKeyID, ":alias/") {
		return alias, kmsInvalid("Aliases must refer to keys. Not aliases")
	}
	key, err := c.key(in.TargetKeyID, nil)
	if err != nil {
		return alias, err
	}
	return store.KMSAlias{Name: in.AliasName, AccountID: c.scope.AccountID, Region: c.scope.Region, KeyID: key.ID}, alive(key)
}

func createAlias(c *kmsCall) (any, error) {
	alias, err := c.readAlias()
	if err != nil {
		return nil, err
	}
	return nil, c.KeyService.Store.InTx(c.ctx, func(tx *store.Tx) error { return tx.CreateKMSAlias(c.ctx, alias) })
}

func updateAlias(c *kmsCall) (any, error) {
	alias, err := c.readAlias()
	if err != nil {
		return nil, err
	}
	if _, err := c.key(alias.Name, nil); err != nil { // the key that it has now
		return nil, err
	}
	return nil, c.KeyService.Store.InTx(c.ctx, func(tx *store.Tx) error { return tx.UpdateKMSAlias(c.ctx, alias) })
}

func deleteAlias(c *kmsCall) (any, error) {
	var in struct{ AliasName string }
	if err := c.read(&in); err != nil {
		return nil, err
	}
	if !aliasPattern.MatchString(in.AliasName) {
		return nil, &requestError{kmsInvalidAlias, "An alias is written alias/NAME.", 400}
	}
	if _, err := c.key(in.AliasName, nil); err != nil {
		return nil, err
	}
	return nil, c.KeyService.Store.InTx(c.ctx, func(tx *store.Tx) error {
		return tx.DeleteKMSAlias(c.ctx, c.scope.AccountID, c.scope.Region, in.AliasName)
	})
}

func listAliases(c *kmsCall) (any, error) {
	in := struct {
		page
		keyIDRequest
	}{}
	if err := c.read(&in); err != nil {
		return nil, err
	}
	if err := c.mayAnywhere(); err != nil {
		return nil, err
	}
	limit, err := in.limit(defaultListedAls)
	if err != nil {
		return nil, err
	}
	id := ""
	if in.KeyID != "" {
		key, err := c.KeyService.Keys.Find(c.ctx, c.scope, in.KeyID)
		if err != nil {
			return nil, err
		}
		id = key.ID
	}
	all, err := c.KeyService.Store.KMSAliases(c.ctx, c.scope.AccountID, c.scope.Region, id, in.Marker, limit+1)
	if err != nil {
		return nil, err
	}
	type entry struct {
		AliasName       string
		AliasARN        string `json:"AliasArn"`
		TargetKeyID     string `json:"TargetKeyId"`
		CreationDate    kmsTime
		LastUpdatedDate kmsTime
	}
	out := struct {
		Aliases []entry
		more
	}{Aliases: []entry{}}
	for i, a := range all {
		if i == limit {
			out.more = more{all[i-1].Name, true}
			break
		}
		scope := builtin.Scope{AccountID: a.AccountID, Region: a.Region}
		out.Aliases = append(out.Aliases, entry{a.Name, scope.AliasARN(a.Name), a.KeyID, kmsTime(a.CreateTime), kmsTime(a.UpdateTime)})
	}
	return out, nil
}
