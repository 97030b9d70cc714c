package lifecycle

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
