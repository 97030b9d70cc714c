package lifecycle

import "time"

// KeyTypeCustomer is the key type of an application that names a key.
const KeyTypeCustomer = "CUSTOMER_MANAGED_KEY"

// Key is what wraps the data keys of an application, found from what its owner named. The zero value is the installation's own key.
//
// A name is looked up when somebody asks for something that (re)starts the application, and what was found stays until then: an alias
// that is given to another key does not change what a running application is protected by.
type Key struct {
	// Provider is what a kms.Keyring knows the key's provider by; empty for the installation's own key.
	Provider string
	// ARN names the key.
	ARN string
}

// Owned tells whether it is the installation's own key.
func (k Key) Owned() bool { return k == Key{} }

// String names the key for people.
func (k Key) String() string {
	if k.Owned() {
		return KeyTypeOwned
	}
	return k.ARN
}

// KeyCondition is how a key is, as far as using it goes.
type KeyCondition string

// The conditions. All but the first are reasons why a key cannot be used.
const (
	KeyUsable          KeyCondition = "USABLE"
	KeyDisabled        KeyCondition = "DISABLED"
	KeyPendingDeletion KeyCondition = "PENDING_DELETION"
	KeyNotFound        KeyCondition = "NOT_FOUND"
	KeyDenied          KeyCondition = "DENIED"
	KeyThrottled       KeyCondition = "THROTTLED"
	KeyUnreachable     KeyCondition = "UNREACHABLE"
	KeyInvalid         KeyCondition = "INVALID"
)

// KeyState is what was seen of a key that protects something.
type KeyState struct {
	Key Key
	// Condition is how it is, and Reason says more, for people; empty for a usable one.
	Condition KeyCondition
	Reason    string
	// DeletionTime is when the key will be deleted, as far as that is known; nil unless it is scheduled.
	DeletionTime *time.Time
	// Since is when it was first seen so, CheckTime when it was looked at last.
	Since, CheckTime time.Time
	// UsableTime is when it was last seen usable; nil where it never was.
	UsableTime *time.Time
}

// KeyUse is what a key protects of one application.
type KeyUse struct {
	Key           Key
	ApplicationID int64
	// AccountID, Region and Application name the application.
	AccountID, Region, Application string
	// Configured tells that the current version names it, Running that the state of the running job is protected by it.
	Configured, Running bool
	// Snapshots is how many it protects.
	Snapshots int
}
