package kms

// FailureKind is why a key could not be used, as far as what to do about it differs.
type FailureKind string

// The kinds of failures.
const (
	// KeyDisabled: enabling the key again is all that is needed.
	KeyDisabled FailureKind = "disabled"
	// KeyPendingDeletion: cancelling the deletion, and enabling the key, is needed.
	KeyPendingDeletion FailureKind = "pending deletion"
	// KeyNotFound: there is no such key, or no longer.
	KeyNotFound FailureKind = "not found"
	// KeyDenied: a policy does not let the caller use the key.
	KeyDenied FailureKind = "denied"
	// KeyThrottled: there were too many calls. It will pass.
	KeyThrottled FailureKind = "throttled"
	// KeyUnreachable: whatever has the key does not answer, or not sensibly. It may pass.
	KeyUnreachable FailureKind = "unreachable"
	// KeyInvalid: the key is of a kind that cannot wrap data keys, or what was to be unwrapped is not what it wrapped.
	KeyInvalid FailureKind = "invalid"
)

// KeyError is an error of a [Provider] that tells what its caller can do about it.
type KeyError struct {
	// Kind is why.
	Kind FailureKind
	// Action is what was tried, by its name in AWS KMS, such as kms:GenerateDataKey.
	Action string
	// KeyID is the key as it was named in the call; empty where none was, and the ciphertext names none either.
	KeyID string
	// Err is what the provider said.
	Err error
}

// Error names the key and the action, and says what to do.
func (f *KeyError) Error() string {
	text := f.Action
	if f.KeyID != "" {
		text += " with the key " + f.KeyID
	}
	switch f.Kind {
	case KeyDisabled:
		text += ": the key is disabled. Enable it and try again"
	case KeyPendingDeletion:
		text += ": the key is about to be deleted. Cancel its deletion, enable it and try again"
	case KeyNotFound:
		text += ": the key is not there"
	case KeyDenied:
		text += ": the caller is not allowed to. Allow " + f.Action + " in the key's policy and try again"
	case KeyThrottled:
		text += ": too many calls at once. Try again later"
	case KeyUnreachable:
		text += ": the keys cannot be reached. Try again later"
	case KeyInvalid:
		text += ": the key does not fit"
	}
	if f.Err != nil {
		text += ": " + f.Err.Error()
	}
	return text
}

// Unwrap returns what the provider said.
func (f *KeyError) Unwrap() error { return f.Err }

// Passes tells whether the same call may succeed later without anybody doing anything.
func (f *KeyError) Passes() bool { return f.Kind == KeyThrottled || f.Kind == KeyUnreachable }
