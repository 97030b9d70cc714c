package store

import (
	"errors"

	"github.com/jackc/pgerrcode"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/penstock/penstock/lifecycle/fault"
)

var (
	// ErrLeaseLost says that another term of the lease has begun, or that this one has ended. Whatever its holder was
	// about to do is the business of the next one.
	ErrLeaseLost = errors.New("lease lost")
	// ErrStale says that a newer desire has arrived since the decision was made. The holder looks again.
	ErrStale = errors.New("decided on an outdated desire")
)

// code returns the SQLSTATE of the database's error, or "".
func code(err error) string {
	var failure *pgconn.PgError
	if errors.As(err, &failure) {
		return failure.Code
	}
	return ""
}

// isDuplicate tells whether err is a violation of the unique constraint.
func isDuplicate(err error, constraint string) bool {
	var failure *pgconn.PgError
	return errors.As(err, &failure) && failure.Code == pgerrcode.UniqueViolation && failure.ConstraintName == constraint
}

// describe gives a kind to the failures that a client's value caused: Postgres stores no NUL character, neither in text
// nor in JSON.
func describe(err error) error {
	switch code(err) {
	case pgerrcode.CharacterNotInRepertoire, pgerrcode.UntranslatableCharacter:
		return fault.InvalidArgument("a value contains the character U+0000, which cannot be stored").Because(err)
	default:
		return err
	}
}

// retryable tells whether a transaction that failed with err would succeed if it ran again.
func retryable(err error) bool {
	switch code(err) {
	case pgerrcode.SerializationFailure, pgerrcode.DeadlockDetected:
		return true
	default:
		return false
	}
}
