package apiserver

import (
	"context"
	"sync/atomic"

	"github.com/penstock/penstock/access"
)

// Identity is on whose behalf a request is made, and for which region.
type Identity struct {
	// AccountID and Region are the owner of whatever the request names.
	AccountID, Region string
	// AccessKeyID signed the request; with a bearer token it is empty.
	AccessKeyID string
	// RequestID is told to the client and stands in every log line about the request.
	RequestID string
	// Caller is who made the request, and is nil for what the server does on its own account.
	Caller *access.Caller
	// SourceIP is where the request came from, Secure whether by TLS, UserAgent by which program.
	SourceIP, UserAgent string
	// Host is what the client calls this server, with the port where that is not the usual one.
	Host   string
	Secure bool
	// Resource is the ARN of what the request is about; it is known once the request is authorised.
	Resource string

	// changed tells, once the request is done, that its change has written its audit row.
	changed *atomic.Bool
}

// principal is the ARN of whoever made the request; empty for the server itself.
func (id Identity) principal() string {
	if id.Caller == nil {
		return ""
	}
	return id.Caller.ARN()
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
