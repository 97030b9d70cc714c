package apiserver

import (
	"fmt"
	"strings"

	"github.com/penstock/penstock/kms/builtin"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/store"
)

// protectsHeader is where the answer to a disabling, or to the wish for a deletion, tells what cannot be read without the key. The contract
// of AWS KMS has no place for it.
const protectsHeader = "X-Penstock-Key-Protects"

// mostProtected is how many applications the header names.
const mostProtected = 20

// tellProtects tells what the key that was taken out of use protects, in the answer and in the server's log. What cannot be found out is no
// reason to fail what is done.
func (c *kmsCall) tellProtects(key *store.KMSKey) {
	arn := builtin.ARN(key)
	uses, err := c.KeyService.Store.KeyUses(c.ctx, arn)
	if err != nil {
		c.Logger.WarnContext(c.ctx, "it is not known what a key protects that was taken out of use", "key", arn, "error", err)
		return
	}
	if len(uses) == 0 {
		return
	}
	protected := protectedBy(uses)
	c.answer.Set(protectsHeader, protected)
	c.Logger.WarnContext(c.ctx, "a key that protects applications was taken out of use", "key", arn, "operation", c.operation.Name, "protects", protected)
}

// protectedBy names applications and what of them a key protects.
func protectedBy(uses []lifecycle.KeyUse) string {
	var out []string
	for i, u := range uses {
		if i == mostProtected {
			out = append(out, fmt.Sprintf("and %d more", len(uses)-i))
			break
		}
		var what []string
		switch {
		case u.Running:
			what = append(what, "running")
		case u.Configured:
			what = append(what, "configured")
		}
		if u.Snapshots > 0 {
			what = append(what, fmt.Sprintf("snapshots: %d", u.Snapshots))
		}
		out = append(out, u.Application+" ("+strings.Join(what, "; ")+")")
	}
	return strings.Join(out, ", ")
}
