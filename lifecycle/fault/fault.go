package fault

import (
	"errors"
	"fmt"
)

// Error is a failure of a known kind. Message is shown to the caller, so it names things of the caller (applications,
// snapshots, fields), never addresses, paths or statements of the server.
type Error struct {
	// Kind tells which failure it is.
	Kind Kind
	// Message is for the caller: one sentence that says what is wrong and, where it helps, what to do.
	Message string
	// cause is for the log only.
	cause error
}

// New makes an error of the kind. The format may contain %w; what it wraps becomes part of the message, so wrap only
// errors whose text is fit for the caller and use [Error.Because] for the others.
func New(kind Kind, format string, args ...any) *Error {
	formatted := fmt.Errorf(format, args...)
	return &Error{Kind: kind, Message: formatted.Error(), cause: errors.Unwrap(formatted)}
}

// Because returns a copy of e that also wraps cause, which is logged and never shown.
func (e *Error) Because(cause error) *Error {
	wrapped := *e
	wrapped.cause = cause
	return &wrapped
}

// Error returns the message for the caller.
func (e *Error) Error() string { return e.Message }

// Unwrap returns the cause, or nil.
func (e *Error) Unwrap() error { return e.cause }

// As returns the first error of a known kind in err's tree.
func As(err error) (*Error, bool) {
	var found *Error
	if errors.As(err, &found) {
		return found, true
	}
	return nil, false
}

// Is tells whether err is a failure of the kind.
func Is(err error, kind Kind) bool {
	found, ok := As(err)
	return ok && found.Kind == kind
}

// NotFound makes an error of [NotFoundKind].
func NotFound(format string, args ...any) *Error { return New(NotFoundKind, format, args...) }

// InUse makes an error of [InUseKind].
func InUse(format string, args ...any) *Error { return New(InUseKind, format, args...) }

// InvalidArgument makes an error of [InvalidArgumentKind].
func InvalidArgument(format string, args ...any) *Error {
	return New(InvalidArgumentKind, format, args...)
}

// ConcurrentModification makes an error of [ConcurrentModificationKind].
func ConcurrentModification(format string, args ...any) *Error {
	return New(ConcurrentModificationKind, format, args...)
}

// LimitExceeded makes an error of [LimitExceededKind].
func LimitExceeded(format string, args ...any) *Error { return New(LimitExceededKind, format, args...) }

// InvalidRequest makes an error of [InvalidRequestKind].
func InvalidRequest(format string, args ...any) *Error {
	return New(InvalidRequestKind, format, args...)
}

// CodeValidation makes an error of [CodeValidationKind].
func CodeValidation(format string, args ...any) *Error {
	return New(CodeValidationKind, format, args...)
}

// InvalidConfiguration makes an error of [InvalidConfigurationKind].
func InvalidConfiguration(format string, args ...any) *Error {
	return New(InvalidConfigurationKind, format, args...)
}

// Unsupported makes an error of [UnsupportedKind].
func Unsupported(format string, args ...any) *Error { return New(UnsupportedKind, format, args...) }

// TooManyTags makes an error of [TooManyTagsKind].
func TooManyTags(format string, args ...any) *Error { return New(TooManyTagsKind, format, args...) }

// Unavailable makes an error of [UnavailableKind].
func Unavailable(format string, args ...any) *Error { return New(UnavailableKind, format, args...) }
