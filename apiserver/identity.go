package apiserver

import "context"

// Identity is on whose behalf a request is made, and for which region.
type Identity struct {
	// AccountID and Region are the owner of whatever the request names.
	AccountID, Region string
	// AccessKeyID signed the request.
	AccessKeyID string
	// RequestID is told to the client and stands in every log line about the request.
	RequestID string
}

type identityKey struct{}

// WithIdentity returns a context that carries the identity.
func WithIdentity(ctx context.Context, id Identity) context.Context {
	return context.WithValue(ctx, identityKey{}, id)
}

// IdentityFrom returns the identity of the request that ctx belongs to.
func IdentityFrom(ctx context.Context) Identity {
	id, _ := ctx.Value(identityKey{}).(Identity)
	return id
}
