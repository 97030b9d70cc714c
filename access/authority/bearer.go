package authority

import (
	"context"
	"errors"

	"github.com/penstock/penstock/access"
	"github.com/penstock/penstock/access/oidc"
	"github.com/penstock/penstock/apiserver/sigv4"
	"github.com/penstock/penstock/lifecycle/fault"
)

// Bearer finds whom an OIDC token stands for, among the users and roles of the account. The rules that map tokens are the operator's
// own words, so a role's trust policy is not asked. The error is a *sigv4.Error where the token is to blame.
func (a *Authority) Bearer(ctx context.Context, v *oidc.Verifier, accountID, raw string) (*access.Caller, error) {
	token, err := v.Verify(ctx, raw)
	switch {
	case errors.Is(err, oidc.ErrExpired):
		return nil, &sigv4.Error{Code: sigv4.ExpiredToken, Message: "The bearer token included in the request is expired"}
	case errors.Is(err, oidc.ErrInvalid):
		a.Logger.DebugContext(ctx, "refused a bearer token", "error", err)
		return nil, &sigv4.Error{Code: sigv4.UnrecognizedClient, Message: "The bearer token included in the request is invalid."}
	case err != nil:
		return nil, fault.Unavailable("The issuer of tokens cannot be reached. Try again later.").Because(err)
	}
	rule, err := v.Map(token)
	if err != nil {
		return nil, &sigv4.Error{Code: sigv4.UnrecognizedClient, Message: "The bearer token included in the request stands for no user and no role of this server."}
	}
	session := ""
	if rule.Kind == access.Role {
		session = token.SessionName()
	}
	caller, err := a.As(ctx, accountID, rule.Kind, rule.Name, session)
	if fault.Is(err, fault.NotFoundKind) {
		return nil, &sigv4.Error{Code: sigv4.UnrecognizedClient, Message: "The bearer token included in the request stands for a user or role that does not exist."}
	}
	if err != nil {
		return nil, err
	}
	caller.Issued, caller.Expires, caller.Provider, caller.Claims = token.Issued, token.Expires, token.Issuer, token.Claims
	return caller, nil
}
