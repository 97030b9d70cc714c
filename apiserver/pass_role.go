package apiserver

import (
	"context"

	"github.com/penstock/penstock/access"
	"github.com/penstock/penstock/access/policy"
)

// analyticsPrincipal is the service as a principal: what roles are passed to, and who uses keys for the state that lasts.
const analyticsPrincipal = "kinesisanalytics.amazonaws.com"

// mayPassRole refuses an application the role that a policy denies its caller to pass on.
func mayPassRole(ctx context.Context, role string) error {
	id := IdentityFrom(ctx)
	if id.Caller == nil {
		return nil
	}
	id.Resource = role
	verdict := id.Caller.Decide(policy.Request{
		Action: access.ActionPassRole, Resource: role, Context: passedContext{newConditions(ctx, id, nil, nil)},
	})
	if verdict.Outcome == policy.ExplicitDeny {
		return &access.DeniedError{Message: id.Caller.Denied(verdict, access.ActionPassRole, role)}
	}
	return nil
}

// passedContext adds what roles are passed to.
type passedContext struct{ *conditions }

// Values implements policy.Context.
func (c passedContext) Values(key string) []string {
	if key == "iam:passedtoservice" {
		return []string{analyticsPrincipal}
	}
	return c.conditions.Values(key)
}
