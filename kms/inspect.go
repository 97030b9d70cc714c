package kms

import (
	"context"
	"errors"
	"time"
)

// Description is what a provider tells about a key.
type Description struct {
	// ARN names the key, whatever it was asked for by.
	ARN string
	// Problem is why the key cannot be used; empty where it can, as far as its state goes.
	Problem FailureKind
	// Reason says more about a problem, for people; it may be empty.
	Reason string
	// DeletionTime is when the key will be deleted; nil unless that is scheduled.
	DeletionTime *time.Time
}

// Failure is the error of an action with a key that has a problem; nil where it has none.
func (d *Description) Failure(action string) error {
	if d.Problem == "" {
		return nil
	}
	failure := &KeyError{Kind: d.Problem, Action: action, KeyID: d.ARN}
	if d.Reason != "" {
		failure.Err = errors.New(d.Reason)
	}
	return failure
}

// Scope is an account in a region: where keys are that are named without them.
type Scope struct{ AccountID, Region string }

// Inspector looks at keys without using them. It is safe for concurrent use. Its errors are of type *[KeyError]; that a key is disabled
// or is going to be deleted is none.
type Inspector interface {
	// Find finds the key that a name stands for: a key's id, its ARN, an alias with alias/ in front, or the ARN of one. A key that is not
	// in the scope is not found.
	Find(ctx context.Context, in Scope, name string) (*Description, error)
	// Describe looks at the key with that ARN.
	Describe(ctx context.Context, arn string) (*Description, error)
}
